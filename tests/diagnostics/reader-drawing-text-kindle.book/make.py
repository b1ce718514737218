"""A drawing with text."""
import reader_book

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="5">Pier</text></svg>'
reader_book.write(package=reader_book.with_item("map.svg", "image/svg+xml"), more={"EPUB/map.svg": DRAWING})
