"""A picture that can be seen through."""
import picture
import reader_book

reader_book.write(package=reader_book.with_item("sea.png", "image/png"),
                  more={"EPUB/sea.png": picture.png(2, 2, colour_type=4)})
