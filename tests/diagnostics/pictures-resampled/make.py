"""A picture of two megabytes, most of it noise that no packing makes smaller."""
import hashlib
import pathlib
import zlib

import picture

WIDTH, HEIGHT = 1500, 1300
noise = hashlib.shake_256(b"noise").digest(WIDTH * HEIGHT)
rows = b"".join(b"\0" + noise[row * WIDTH:(row + 1) * WIDTH] for row in range(HEIGHT))
pathlib.Path("in/noise.png").write_bytes(picture.png_of_rows(WIDTH, HEIGHT, zlib.compress(rows, 0)))
