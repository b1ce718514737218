"""A navigation document without a table of contents."""
import book

book.write("book.epub", book.parts(navigation=book.page("Contents", "<p>One, two.</p>")))
