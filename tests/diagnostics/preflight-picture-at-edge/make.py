"""A cover of a page's size, where the press prints nothing past the edge."""
import pathlib

import picture

pathlib.Path("in/boat.png").write_bytes(picture.png(1240, 1754))
