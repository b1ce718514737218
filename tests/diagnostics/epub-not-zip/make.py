"""A page that was saved under a book's name."""
import pathlib

pathlib.Path("book.epub").write_text("<html><title>404</title></html>\n" * 40, encoding="utf-8")
