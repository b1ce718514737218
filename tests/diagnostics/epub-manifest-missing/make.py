"""The manifest names a picture that nobody packed."""
import book

package = book.PACKAGE.replace("</manifest>", '<item id="boat" href="boat.jpg" media-type="image/jpeg"/>\n</manifest>')
book.write("book.epub", book.parts(package=package))
