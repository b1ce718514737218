"""A small whole EPUB for the recipes of the epub-* cases, which then spoil one thing in it."""
import zipfile

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:6f2f3c1e-6a57-5c0e-8a3e-0d5c1f0b7a11</dc:identifier>
<dc:title>The Test</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2026-03-01T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine>
</package>
"""


def page(title, body):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""


NAVIGATION = page("Contents", """<nav epub:type="toc"><h1>Contents</h1>
<ol><li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li></ol></nav>""")


def parts(**changed):
    """The book's parts in order. A keyword replaces one: package=…, navigation=…, one=…"""
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": changed.get("container", CONTAINER),
        "EPUB/package.opf": changed.get("package", PACKAGE),
        "EPUB/nav.xhtml": changed.get("navigation", NAVIGATION),
        "EPUB/one.xhtml": changed.get("one", page("One", "<h1>One</h1>\n<p>Go on to <a href=\"two.xhtml\">two</a>.</p>")),
        "EPUB/two.xhtml": changed.get("two", page("Two", "<h1>Two</h1>\n<p>The end.</p>")),
    }


def write(path, contents):
    with zipfile.ZipFile(path, "w") as book:
        for name, text in contents.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, compress_type=method)
