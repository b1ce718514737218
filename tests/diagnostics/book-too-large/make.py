"""A picture of five megabytes, most of it noise that no packing makes smaller."""
import hashlib
import struct
import zlib

WIDTH, HEIGHT = 2000, 2500


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


noise = hashlib.shake_256(b"noise").digest(WIDTH * HEIGHT)
rows = b"".join(b"\0" + noise[row * WIDTH:(row + 1) * WIDTH] for row in range(HEIGHT))
with open("in/noise.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)) +
               chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))
