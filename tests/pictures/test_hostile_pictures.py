"""Pictures that mean harm, or came to it: each is answered soon and with a reason, and the next one is made."""
import os
import random
import re
import struct
import subprocess
import time
import unittest
import zlib

from pictures import Pictures, run

SOON = 20  # seconds, for any one of them, on any machine


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth=8, colour=2, interlaced=0):
    """All black, in as few bytes as deflate can; the stream is made row by row."""
    bits = {0: 1, 2: 3, 3: 1, 6: 4}[colour] * depth * width
    row = bytes(1 + (bits + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif(width, height, frames, frame_width=1, frame_height=1):
    """Frames of one colour, each a short run of LZW codes."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    frame = (b"\x21\xF9\x04\x00\x05\x00\x00\x00" + b"\x2C" + struct.pack("<HHHHB", 0, 0, frame_width, frame_height, 0)
             + b"\x02\x02\x44\x01\x00")
    return head + frame * frames + b"\x3B"


def tiff(tags, data=b""):
    body = struct.pack("<H", len(tags))
    for tag, (kind, value) in sorted(tags.items()):
        body += struct.pack("<HHII", tag, kind, 1, value)
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + body + bytes(4)


def webp_canvas(width, height, frame):
    canvas = b"\0\0\0\0" + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + canvas + frame
    return b"RIFF" + struct.pack("<I", len(body)) + body


class Hostile(Pictures):
    def setUp(self):
        super().setUp()
        self.good = self.corners("good.png")

    def write(self, name, data):
        (self.here / name).write_bytes(data)
        return self.here / name

    def assert_refused(self, pictures, why):
        """`pictures`: name -> bytes. Each is refused, soon, for a reason like `why`; a good one is made after it."""
        for name, data in pictures.items():
            with self.subTest(picture=name):
                start = time.monotonic()
                made, good = self.make(self.write(name, data), self.good)
                self.assertLess(time.monotonic() - start, SOON)
                self.assertIsNotNone(made.why)
                self.assertRegex(made.why, why)
                self.assert_upright_corners(good)

    def test_small_files_of_huge_pictures(self):
        jpeg = self.convert("-size", "64x64", "plasma:", "-quality", "90", "p.jpg").read_bytes()
        progressive = self.convert("-size", "64x64", "plasma:", "-interlace", "JPEG", "q.jpg").read_bytes()

        def resized(data, marker, width, height):
            at = data.index(marker)
            return data[:at + 5] + struct.pack(">HH", height, width) + data[at + 9:]

        frame = self.convert("-size", "8x8", "xc:red", "r.webp").read_bytes()[12:]
        self.assert_refused({
            "black.png": png(30000, 30000, depth=1, colour=0), "wide.png": png(90000, 1200),
            "woven.png": png(20000, 6000, interlaced=1),
            "huge.jpg": resized(jpeg, b"\xFF\xC0", 65000, 65000),
            "held.jpg": resized(progressive, b"\xFF\xC2", 12000, 12000),
            "screen.gif": gif(65535, 65535, 1), "moving.gif": gif(5000, 5000, 2, 5000, 5000),
            "canvas.webp": webp_canvas(16384, 16384, frame),
            "flat.tif": tiff({256: (4, 90000), 257: (4, 90000), 258: (3, 8), 259: (3, 1), 262: (3, 1), 273: (4, 8),
                              277: (3, 1), 278: (4, 90000), 279: (4, 8)}, bytes(8)),
        }, "unfolds to more than|larger than any screen")

    def test_more_frames_than_anyone_watches(self):
        self.assert_refused({"flicker.gif": gif(2, 2, 20000)}, "more than 500 frames|its header")

    def test_a_drawing_that_swells(self):
        head = '<svg xmlns="http://www.w3.org/2000/svg" '
        self.assert_refused({
            "wide.svg": (head + 'width="1e9" height="1e9"/>').encode(),
            "entities.svg": b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + (head + ">&b;</svg>").encode(),
        }, ".")

    def test_no_more_than_a_part(self):
        """Cut off, or ended too early: never half a grey picture."""
        pictures = {}
        for suffix in ("jpg", "png", "gif", "webp", "tif", "heic", "avif"):
            whole = self.convert("-size", "400x300", "plasma:", f"whole.{suffix}").read_bytes()
            for part in (0.3, 0.6, 0.95):
                pictures[f"{part}.{suffix}"] = whole[:int(len(whole) * part)]
        jpeg = (self.here / "whole.jpg").read_bytes()
        pictures["ended.jpg"] = jpeg[:len(jpeg) // 2] + b"\xFF\xD9"
        self.assert_refused(pictures, ".")

    def test_what_is_of_no_harm_is_forgiven(self):
        """Telephones write a few bytes too many before the end, or after it."""
        jpeg = self.corners("-quality", "98", "whole.jpg").read_bytes()
        for data in (jpeg[:-2] + bytes(40) + jpeg[-2:], jpeg + b"trailing" * 50):
            self.assert_upright_corners(self.make_one(self.write("odd.jpg", data)), 8)

    def test_what_is_no_picture(self):
        heif = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic"
        self.assert_refused({
            "empty.jpg": b"", "noise.jpg": bytes(random.Random(5).randbytes(5000)), "page.png": b"<!DOCTYPE html><p>no",
            "document.pdf": b"%PDF-1.7\n", "box.heic": heif, "box.avif": heif.replace(b"heic", b"avif") + bytes(99),
            "loop.tif": b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 0) + struct.pack("<I", 8),
            "strange.tif": tiff({256: (4, 64), 257: (4, 64), 258: (3, 8), 259: (3, 34712), 262: (3, 1), 273: (4, 8),
                                 277: (3, 1), 278: (4, 64), 279: (4, 64)}, bytes(64)),
            "magick.jpg": b"push graphic-context\nimage over 0,0 0,0 'https://example.org/x'\npop graphic-context\n",
            "vips.jpg": struct.pack(">I", 0xB6A6F208) + bytes(60),
        }, ".")

    def test_spoilt_at_random(self):
        """Whatever a file says of itself, the worker answers or is replaced; the last picture is a good one."""
        chance = random.Random(118)
        paths = []
        for suffix in ("jpg", "png", "gif", "webp", "tif", "heic", "avif"):
            whole = self.corners(f"whole.{suffix}").read_bytes()
            for number in range(25):
                spoilt = bytearray(whole)
                for _ in range(chance.choice((1, 3, 20))):
                    spoilt[chance.randrange(len(spoilt))] = chance.choice((0, 255, chance.randrange(256)))
                paths.append(self.write(f"{number}.{suffix}", spoilt))
        made = self.make(*paths, self.good)
        self.assert_upright_corners(made[-1])
        for path, each in zip(paths, made):
            with self.subTest(picture=path.name):
                self.assertTrue(each.why or max(each.width, each.height) <= 1600)
                self.assertFalse(each.why and re.search(r"takes too long|was killed", each.why), each.why)


class ByHand(unittest.TestCase):
    def test_it_says_what_it_is(self):
        for arguments in ([], ["--serve"], ["--help"], ["picture.jpg"]):
            with self.subTest(arguments=arguments):
                done = subprocess.run([os.environ["GALLEY_IMAGES"], *arguments], stdin=subprocess.DEVNULL,
                                      capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr, r"^galley-images is the helper .*galley.*\n$")
                self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
