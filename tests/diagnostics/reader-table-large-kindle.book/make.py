"""A table of a hundred rows, and one of a row fewer."""
import reader_book

reader_book.write_page("".join(f"<table>{'<tr><td>1</td></tr>' * rows}</table>\n" for rows in (99, 100)))
