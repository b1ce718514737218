"""A break in the body itself; one in a paragraph is well."""
import reader_book

reader_book.write_page("<p>One<br/>two</p>\n<br/>")
