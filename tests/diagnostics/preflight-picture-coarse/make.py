"""A picture of 300 pixels, which has less than a hundred an inch in a column of a book."""
import pathlib

import picture

pathlib.Path("in/boat.png").write_bytes(picture.png(300, 200))
