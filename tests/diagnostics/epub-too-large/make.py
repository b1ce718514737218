"""Pages that say of themselves that they are gigabytes long."""
import pathlib
import struct

import book

book.write("book.epub", book.parts())
data = bytearray(pathlib.Path("book.epub").read_bytes())
UNFOLDED_SIZE = 24  # in a header of the archive's directory
header = data.find(b"PK\1\2")
while header >= 0:
    if b".xhtml" in data[header:header + 80]:
        data[header + UNFOLDED_SIZE:header + UNFOLDED_SIZE + 4] = struct.pack("<I", 0x7FFFFFFF)
    header = data.find(b"PK\1\2", header + 4)
pathlib.Path("book.epub").write_bytes(data)
