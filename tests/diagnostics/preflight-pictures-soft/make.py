"""Two pictures with about 200 pixels an inch in a column of a book."""
import pathlib

import picture

pathlib.Path("in/boat.png").write_bytes(picture.png(900, 600))
pathlib.Path("in/quay.png").write_bytes(picture.png(800, 600))
