"""Drawing pictures, having them made anew, and looking at what came out."""
import collections
import os
import pathlib
import subprocess
import tempfile
import unittest

RENDER = os.environ["PICTURES_RENDER"]
BOOK = (1600, 5600000)
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)

Made = collections.namedtuple("Made", "type width height milliseconds path why")


def run(*arguments, **more):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, timeout=300, **more)
    if done.returncode != 0:
        raise AssertionError(f"{arguments[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class Pictures(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.here = pathlib.Path(directory.name)

    def convert(self, *arguments):
        """ImageMagick; the answer is the last argument, a file here, perhaps with its kind before it (PNG8:)."""
        *kind, name = arguments[-1].split(":")
        run("convert", *arguments[:-1], ":".join([*kind, str(self.here / name)]))
        return self.here / name

    def corners(self, *arguments):
        """Four squares of 24 pixels, wider than high: red, green, then blue, white; and a strip of white."""
        squares = ["-size", "24x24", "(", "xc:rgb(255,0,0)", "xc:rgb(0,255,0)", "xc:white", "+append", ")",
                   "(", "xc:rgb(0,0,255)", "xc:white", "xc:white", "+append", ")", "-append"]
        return self.convert(*squares, *arguments)

    def make(self, *paths, limits=BOOK):
        """Has each made anew, by one worker."""
        out = [self.here / f"{number}.made" for number in range(len(paths))]
        pairs = [name for pair in zip(paths, out) for name in pair]
        lines = run(RENDER, *limits, *pairs).decode().splitlines()
        self.assertEqual(len(lines), len(paths))
        made = []
        for line, path in zip(lines, out):
            kind, _, rest = line.partition(" ")
            if kind == "-":
                made.append(Made(None, 0, 0, 0, None, rest))
            else:
                width, height, milliseconds = map(int, rest.split())
                path = path.rename(path.with_suffix("." + kind))
                made.append(Made(kind, width, height, milliseconds, path, None))
        return made

    def make_one(self, path, **more):
        [made] = self.make(path, **more)
        self.assertIsNone(made.why)
        return made

    def assert_colour(self, made, x, y, colour, tolerance=4):
        """Each channel, the alpha too if `colour` has it, is that of the pixel, nearly."""
        channels = "rgba" if len(colour) == 4 else "rgb"
        pixel = run("convert", f"{made.path}[0]", "-crop", f"1x1+{x}+{y}", "-depth", "8", f"{channels}:-")
        for seen, wanted in zip(pixel, colour):
            self.assertLessEqual(abs(seen - wanted), tolerance, f"{tuple(pixel)} at {x},{y} for {colour}")

    def assert_upright_corners(self, made, tolerance=4):
        self.assertEqual((made.width, made.height), (72, 48))
        for x, y, colour in ((6, 6, RED), (36, 6, GREEN), (6, 42, BLUE), (66, 42, WHITE)):
            self.assert_colour(made, x, y, colour, tolerance)
