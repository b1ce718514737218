"""A page of links that lead nowhere, more than anyone would read about."""
import book

links = "\n".join(f'<p><a href="lost.xhtml#n{number}">{number}</a></p>' for number in range(203))
book.write("book.epub", book.parts(two=book.page("Two", "<h1>Two</h1>\n" + links)))
