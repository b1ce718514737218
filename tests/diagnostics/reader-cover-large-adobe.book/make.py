"""A cover one pixel too high."""
import picture
import reader_book

reader_book.write(cover=picture.png(1200, 1601))
