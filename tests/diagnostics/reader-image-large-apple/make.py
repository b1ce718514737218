"""One picture of 5.6 megapixels, and one a row larger."""
import pathlib

import picture

pathlib.Path("in/bay.png").write_bytes(picture.png(2000, 2800))
pathlib.Path("in/sea.png").write_bytes(picture.png(2000, 2801))
