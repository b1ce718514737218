"""No container.xml, so nothing says where the package is."""
import book

contents = book.parts()
del contents["META-INF/container.xml"]
book.write("book.epub", contents)
