"""A page in which a paragraph never ends."""
import book

book.write("book.epub", book.parts(two=book.page("Two", "<h1>Two</h1>\n<p>The end.")))
