"""Contents of three levels."""
import book
import reader_book

DEEP = ('<li><a href="one.xhtml">One</a><ol><li><a href="one.xhtml#a">A</a>'
        '<ol><li><a href="one.xhtml#b">B</a></li></ol></li></ol></li>')
reader_book.write(navigation=reader_book.NAVIGATION.replace('<li><a href="one.xhtml">One</a></li>', DEEP, 1),
                  one=book.page("One", '<h1>One</h1>\n<h2 id="a">A</h2>\n<h3 id="b">B</h3>'))
