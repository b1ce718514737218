"""A page that claims to unfold to almost four gigabytes."""
import pathlib
import struct

import book

book.write("book.epub", book.parts())
data = bytearray(pathlib.Path("book.epub").read_bytes())
entry = data.rindex(b"EPUB/two.xhtml") - 46  # in the archive's directory
data[entry + 24:entry + 28] = struct.pack("<I", 0xF0000000)
pathlib.Path("book.epub").write_bytes(data)
