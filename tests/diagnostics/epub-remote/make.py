"""A picture that readers would have to fetch."""
import book

body = '<h1>One</h1>\n<p><img src="https://example.org/boat.jpg" alt="A boat"/></p>'
book.write("book.epub", book.parts(one=book.page("One", body)))
