"""A cell without a table."""
import reader_book

reader_book.write_page("<div><td>One</td></div>")
