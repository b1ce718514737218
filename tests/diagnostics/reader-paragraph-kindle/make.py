"""A paragraph in a paragraph."""
import reader_book

reader_book.write_page("<p>One <span><p>two</p></span></p>")
