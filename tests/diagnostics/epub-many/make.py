"""More dead links than anybody would read about."""
import book

contents = book.parts()
for number in range(3):
    name = f"page-{number}.xhtml"
    links = "\n".join(f'<p><a href="nowhere-{i}.xhtml">on</a></p>' for i in range(80))
    contents[f"EPUB/{name}"] = book.page("Page", f"<h1>Page</h1>\n{links}")
contents["EPUB/package.opf"] = book.PACKAGE.replace("</manifest>", "".join(
    f'<item id="page-{number}" href="page-{number}.xhtml" media-type="application/xhtml+xml"/>\n'
    for number in range(3)) + "</manifest>")
book.write("book.epub", contents)
