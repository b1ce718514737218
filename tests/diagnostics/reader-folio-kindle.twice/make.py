"""A page list that names a page twice."""
import book
import reader_book

PAGES = ('\n<nav epub:type="page-list"><ol><li><a href="one.xhtml#p1">vii</a></li>'
         '<li><a href="one.xhtml#p2">vii</a></li></ol></nav>\n</body>')
reader_book.write(navigation=reader_book.NAVIGATION.replace("\n</body>", PAGES),
                  one=book.page("One", '<h1>One</h1>\n<p id="p1">One.</p>\n<p id="p2">Two.</p>'))
