"""A guide that names the cover alone."""
import reader_book

reader_book.write(package=reader_book.PACKAGE.replace('type="text"', 'type="cover"'))
