"""A picture of 480 pixels, which has little more than a hundred an inch in a column of a book."""
import pathlib

import picture

pathlib.Path("in/boat.png").write_bytes(picture.png(480, 320))
