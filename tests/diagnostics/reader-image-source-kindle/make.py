"""A picture without a name."""
import reader_book

reader_book.write_page("<p><img alt=\"\"/></p>")
