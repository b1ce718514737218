"""One byte of one page is wrong."""
import pathlib
import zipfile

import book

book.write("book.epub", book.parts())
with zipfile.ZipFile("book.epub") as archive:
    part = archive.getinfo("EPUB/two.xhtml")
data = bytearray(pathlib.Path("book.epub").read_bytes())
data[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 0xFF
pathlib.Path("book.epub").write_bytes(data)
