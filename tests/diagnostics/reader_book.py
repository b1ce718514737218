"""A small whole EPUB that no reading system stumbles over, for the recipes of the reader-* cases, which then spoil
one thing in it. Findings are those of --for all: a case that shows more than its own is wrong."""
import book
import picture

NCX = """<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="urn:uuid:6f2f3c1e-6a57-5c0e-8a3e-0d5c1f0b7a11"/></head>
<docTitle><text>The Test</text></docTitle>
<navMap>
<navPoint id="one"><navLabel><text>One</text></navLabel><content src="one.xhtml"/></navPoint>
<navPoint id="two"><navLabel><text>Two</text></navLabel><content src="two.xhtml"/></navPoint>
</navMap>
</ncx>
"""

PACKAGE = (book.PACKAGE
           .replace("</metadata>", '<meta name="cover" content="cover"/>\n</metadata>')
           .replace("</manifest>", '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\n'
                    '<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>\n</manifest>')
           .replace("<spine>", '<spine toc="ncx">')
           .replace("</package>", '<guide><reference type="text" title="One" href="one.xhtml"/></guide>\n</package>'))

LANDMARKS = ('\n<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="one.xhtml">One</a></li></ol></nav>'
             "\n</body>")
NAVIGATION = book.NAVIGATION.replace("\n</body>", LANDMARKS)


def with_item(name, media_type):
    """The package with one more item."""
    return PACKAGE.replace("</manifest>", f'<item id="more" href="{name}" media-type="{media_type}"/>\n</manifest>')


def write(more=None, without=None, **changed):
    """book.epub. A keyword replaces a part: package=…, navigation=…, ncx=…, cover=…, one=…; `more` adds parts."""
    contents = book.parts(**{"package": PACKAGE, "navigation": NAVIGATION, **changed})
    contents["EPUB/toc.ncx"] = changed.get("ncx", NCX)
    contents["EPUB/cover.png"] = changed.get("cover", picture.png(3, 4))
    contents.update(more or {})
    if without:
        del contents[without]
    book.write("book.epub", contents)


def write_page(body):
    """book.epub with this in the body of its second page."""
    write(two=book.page("Two", "<h1>Two</h1>\n" + body))
