"""A link to a page, and one to a place in a page, that are not there."""
import book

body = '<h1>One</h1>\n<p><a href="three.xhtml">three</a></p>\n<p><a href="two.xhtml#end">the end</a></p>'
book.write("book.epub", book.parts(one=book.page("One", body)))
