"""Twenty-six drawings."""
import reader_book

reader_book.write_page('<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg></p>\n' * 26)
