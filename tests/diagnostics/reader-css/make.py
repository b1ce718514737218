"""A style sheet that Adobe readers and Kindle choke on."""
import reader_book

CSS = """p { margin-top: 1em }
h1 { width: min(90%, 30em) }
"""
reader_book.write(package=reader_book.with_item("book.css", "text/css"), more={"EPUB/book.css": CSS})
