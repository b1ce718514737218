"""A page whose name holds a space and a letter beyond ASCII."""
import book

contents = book.parts(package=book.PACKAGE.replace("two.xhtml", "the%20quai%C3%A9.xhtml"),
                      navigation=book.NAVIGATION.replace("two.xhtml", "the%20quai%C3%A9.xhtml"),
                      one=book.page("One", "<h1>One</h1>"))
contents["EPUB/the quai\u00e9.xhtml"] = contents.pop("EPUB/two.xhtml")
book.write("book.epub", contents)
