"""A picture that is fetched from the web."""
import book

body = '<h1>Two</h1>\n<p><img src="https://example.org/boat.jpg" alt="A boat" /></p>'
book.write("book.epub", book.parts(two=book.page("Two", body)))
