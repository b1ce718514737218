"""A body with an id."""
import book
import reader_book

reader_book.write(two=book.page("Two", "<h1>Two</h1>").replace("<body>", '<body id="two">'))
