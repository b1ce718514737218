"""A page list that calls a page "Page 2"."""
import book
import reader_book

PAGES = ('\n<nav epub:type="page-list"><ol><li><a href="one.xhtml#p1">1</a></li>'
         '<li><a href="one.xhtml#p2">Page 2</a></li></ol></nav>\n</body>')
reader_book.write(navigation=reader_book.NAVIGATION.replace("\n</body>", PAGES),
                  one=book.page("One", '<h1>One</h1>\n<p id="p1">One.</p>\n<p id="p2">Two.</p>'))
