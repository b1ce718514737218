"""A cover one pixel too high."""
import pathlib

import picture

pathlib.Path("in/sea.png").write_bytes(picture.png(1200, 1601))
