"""A table in a table."""
import reader_book

reader_book.write_page("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>")
