"""A drawing whose page begins elsewhere."""
import reader_book

reader_book.write_page('<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 9.5 9"><path d="M0 0h9"/></svg></p>')
