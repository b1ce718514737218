"""A book in Greek."""
import reader_book

reader_book.write(package=reader_book.PACKAGE.replace(">en<", ">el<"))
