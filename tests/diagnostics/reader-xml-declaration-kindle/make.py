"""A page that does not say its encoding."""
import book
import reader_book

page = book.page("Two", "<h1>Two</h1>")
reader_book.write(two=page.replace('<?xml version="1.0" encoding="utf-8"?>\n', ""))
