"""No word of EPUB 2 for the cover."""
import reader_book

reader_book.write(package=reader_book.PACKAGE.replace('<meta name="cover" content="cover"/>', ""))
