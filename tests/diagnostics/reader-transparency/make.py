"""A picture with an alpha channel, one with a transparent grey, and one that is as it should be."""
import pathlib

import picture

pathlib.Path("in/sea.png").write_bytes(picture.png(2, 2, colour_type=6))
pathlib.Path("in/bay.png").write_bytes(picture.png(2, 2, before=picture.chunk(b"tRNS", bytes(2))))
pathlib.Path("in/quay.png").write_bytes(picture.png(2, 2))
