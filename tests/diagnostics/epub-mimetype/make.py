"""The parts in another order, as a zip program would pack them."""
import book

contents = book.parts()
contents["mimetype"] = contents.pop("mimetype")
book.write("book.epub", contents)
