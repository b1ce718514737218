"""Contents that go backwards."""
import book

navigation = book.NAVIGATION.replace('<li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li>',
                                     '<li><a href="two.xhtml">Two</a></li><li><a href="one.xhtml">One</a></li>')
book.write("book.epub", book.parts(navigation=navigation))
