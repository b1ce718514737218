"""An entry of the contents with a span in it."""
import reader_book

reader_book.write(navigation=reader_book.NAVIGATION.replace(">One</a>", "><span>One</span></a>", 1))
