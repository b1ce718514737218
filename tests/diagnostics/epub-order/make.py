"""A table of contents that names the second page first."""
import book

navigation = book.page("Contents", """<nav epub:type="toc"><h1>Contents</h1>
<ol><li><a href="two.xhtml">Two</a></li>
<li><a href="one.xhtml">One</a></li></ol></nav>""")
book.write("book.epub", book.parts(navigation=navigation))
