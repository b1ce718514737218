"""The cover is named, but after its content."""
import reader_book

reader_book.write(package=reader_book.PACKAGE.replace('<meta name="cover" content="cover"/>', '<meta content="cover" name="cover"/>'))
