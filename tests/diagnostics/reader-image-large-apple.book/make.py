"""A picture of more than 5.6 megapixels."""
import picture
import reader_book

reader_book.write(package=reader_book.with_item("sea.png", "image/png"), more={"EPUB/sea.png": picture.png(2801, 2000)})
