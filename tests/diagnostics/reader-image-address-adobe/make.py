"""A picture with an ampersand in its name."""
import book
import picture
import reader_book

reader_book.write(package=reader_book.with_item("ebb&amp;flow.png", "image/png"),
                  two=book.page("Two", '<p><img src="ebb&amp;flow.png" alt="The tide"/></p>'),
                  more={"EPUB/ebb&flow.png": picture.png(1, 1)})
