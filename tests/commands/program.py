"""The program as a user has it, and a small paper to use it on; each test works in a directory of its own."""
import os
import pathlib
import subprocess
import tempfile
import unittest

GALLEY = os.environ["GALLEY"]


class Program(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.here = pathlib.Path(self.home.name)

    def write(self, path, text):
        file = self.here / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def galley(self, *arguments, cwd=None, env=None):
        return subprocess.run([GALLEY, *arguments], cwd=cwd or self.here, capture_output=True, text=True,
                              encoding="utf-8", env={**os.environ, **(env or {})}, timeout=60)

    def made(self, directory="output"):
        """The names of the files there, but for what Galley remembers."""
        output = self.here / directory
        return sorted(path.name for path in output.iterdir() if path.name != ".galley") if output.exists() else []

    def paper(self):
        self.write("publication.yaml", "title: The Harbour Bell\nlanguage: en\n")
        self.write("issues/1-winter/issue.yaml", "number: 1\ndate: 2026-01-10\n")
        self.write("issues/1-winter/01-ice.md", "# Ice on the quay\n\nThe quay froze on Monday.\n")
        self.write("issues/2-spring/issue.yaml", "number: 2\ndate: 2026-04-10\n")
        self.write("issues/2-spring/01-thaw.md", "# The thaw\n\nIt went on Tuesday.\n")
