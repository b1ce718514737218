"""A package whose spine is empty."""
import book

package = book.PACKAGE.replace('<itemref idref="one"/><itemref idref="two"/>', "")
book.write("book.epub", book.parts(package=package))
