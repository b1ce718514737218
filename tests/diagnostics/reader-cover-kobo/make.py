"""A cover that the manifest does not mark."""
import reader_book

reader_book.write(package=reader_book.PACKAGE.replace(' properties="cover-image"', ""))
