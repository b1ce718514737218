"""A book of EPUB 3 alone."""
import reader_book

package = reader_book.PACKAGE.replace(' toc="ncx"', "").replace(
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\n', "")
reader_book.write(package=package, without="EPUB/toc.ncx")
