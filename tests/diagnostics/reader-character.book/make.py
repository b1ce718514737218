"""Characters that readers do not draw, as such and as numbers."""
import reader_book

reader_book.write_page("<p>so\u00adft</p>\n<p>un&#xAD;soft, non\u2011stop, \u21a9\ufe0e</p>\n<p>\u21a9</p>")
