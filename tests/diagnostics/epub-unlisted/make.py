"""A picture that the manifest does not name."""
import book

book.write("book.epub", {**book.parts(), "EPUB/boat.txt": "boat"})
