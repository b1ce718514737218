"""A book of 50 MB and a little, most of it noise that no packing makes smaller."""
import hashlib
import zlib

import picture
import reader_book

noise = hashlib.shake_256(b"noise").digest(8000 * 6300)
grey = zlib.compress(b"".join(b"\0" + noise[row * 8000:(row + 1) * 8000] for row in range(6300)), 0)
sea = picture.png(1, 1).replace(picture.png(1, 1)[33:], picture.chunk(b"IDAT", grey) + picture.chunk(b"IEND", b""))
reader_book.write(package=reader_book.with_item("sea.png", "image/png"), more={"EPUB/sea.png": sea})
