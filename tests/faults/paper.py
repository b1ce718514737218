"""Issues to put in harm's way, and the program in a plain environment."""
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib

GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
SOURCE = pathlib.Path(os.environ.get("GALLEY_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
PLAIN = {"PATH": os.environ.get("PATH", "/usr/bin:/bin")}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
    if name in os.environ:
        PLAIN[name] = os.environ[name]

sys.path.insert(0, str(SOURCE / "tests/bench"))
from generate import generate  # for those who import this


def generate_without_cover(directory, count):
    """For tests of the book alone."""
    generate(directory, count)
    with open(pathlib.Path(directory) / "issue.yaml", "a") as settings:
        settings.write("cover: none\n")


def files_in(directory):
    """What was made there, or left, but for what Galley remembers."""
    return [path for path in directory.iterdir() if path.name != ".galley"]


def png(words=b"", side_px=8):
    """A grey picture whose bytes hold `words` unpacked (deflate's stored blocks), so that they can be
    looked for in any copy of its pixels."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    width = max(side_px, len(words))
    rows = b"".join(b"\0" + (words + b"\x80" * width)[:width] for _ in range(side_px))
    header = struct.pack(">IIBBBBB", width, side_px, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 0)) +
            chunk(b"IEND", b""))


def parts(book):
    """Every part of a book by name; fails if one is damaged."""
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Faults(unittest.TestCase):
    """Each test has a directory of its own."""

    def setUp(self):
        home = tempfile.TemporaryDirectory(prefix="galley-faults-")
        self.addCleanup(home.cleanup)
        self.home = pathlib.Path(home.name).resolve()

    def write(self, path, content):
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content, encoding="utf-8")
        return file

    def link(self, path, target):
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)
        return file

    def publication(self, path="."):
        """A publication with its own copy of the themes, which nobody edits while a test runs."""
        self.write(f"{path}/publication.yaml", "theme: gazette\n")
        shutil.copytree(SOURCE / "styles", self.home / path / "styles")

    def galley(self, *arguments, cwd=None, env=None, **more):
        return subprocess.run([GALLEY, *map(str, arguments)], cwd=cwd or self.home,
                              env={**PLAIN, **(env or {})}, capture_output=True, timeout=120, **more)

    def built(self, *arguments, **more):
        """Runs a build that must succeed."""
        run = self.galley("build", *arguments, **more)
        self.assertEqual(run.returncode, 0, run.stderr.decode("utf-8", "replace"))
        return run
