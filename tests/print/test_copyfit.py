"""Copyfitting as an editor does it: what `show` says is over is cut from the articles that it names, and the issue is
as long as it was wished for."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
WORDS = "the boats go out before it is light and come back with whatever the nets have caught on the bank".split()


class CopyFit(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.home = pathlib.Path(place.name)
        shutil.copytree(SOURCE / "styles", self.home / "styles")

    def write(self, theme, pages, lengths):
        """An issue of articles of so many words."""
        (self.home / "in").mkdir()
        (self.home / "publication.yaml").write_text(
            f"title: Slipway\nlanguage: en\ntheme: {theme}\noutputs: [epub, screen]\nprint:\n  pages: {pages}\n")
        (self.home / "in/issue.yaml").write_text("date: 2026-01-01\ncover: none\n")
        self.words = {f"{number:02}.md": length for number, length in enumerate(lengths)}
        for name in self.words:
            self.write_article(name)

    def write_article(self, name):
        words = [WORDS[(at * 7 + at // 5) % len(WORDS)] for at in range(self.words[name])]
        text = "\n\n".join(" ".join(words[at:at + 60]) + "." for at in range(0, len(words), 60))
        (self.home / "in" / name).write_text(f"---\ntitle: Story {name[:2]}\n---\n\n{text}\n")

    def show(self, *options):
        return subprocess.run([GALLEY, "show", *options, "in"], cwd=self.home, check=True, capture_output=True,
                              text=True, timeout=120).stdout

    def told(self):
        told = json.loads(self.show("--json"))
        articles = {article["id"]: article for section in told["sections"] for article in section["articles"]}
        return told["print"], articles

    def cut(self, identifier, lines):
        """Takes words from an article's end until it is so many lines shorter."""
        _, articles = self.told()
        name = f"{articles[identifier]['title'][-2:]}.md"
        wanted = articles[identifier]["print"]["lines"] - lines
        low, high = 1, self.words[name]
        while low < high:
            self.words[name] = (low + high + 1) // 2
            self.write_article(name)
            fits = self.told()[1][identifier]["print"]["lines"] <= wanted
            low, high = (self.words[name], high) if fits else (low, self.words[name] - 1)
        self.words[name] = low
        self.write_article(name)

    def test_what_is_said_to_be_cut_is_enough(self):
        for theme, pages, lengths in (("review", 16, (1200, 840, 540, 1800, 360)),
                                      ("gazette", 4, (2400, 1800, 1200, 840, 540, 1800, 360, 720))):
            with self.subTest(theme=theme):
                shutil.rmtree(self.home / "in", ignore_errors=True)
                self.write(theme, pages, lengths)
                before, _ = self.told()
                self.assertGreater(before["pages"], pages)
                self.assertEqual(-before["lines_to_spare"], sum(cut["lines"] for cut in before["cut"]))
                for cut in before["cut"]:
                    self.cut(cut["id"], cut["lines"])
                after, _ = self.told()
                self.assertEqual(pages, after["pages"])
                self.assertGreaterEqual(after["lines_to_spare"], 0)
                self.assertEqual([], after["cut"])

    def test_what_no_article_can_bear_is_said(self):
        self.write("review", 8, (1200, 840, 540, 1800, 360))
        told, _ = self.told()
        rest = -told["lines_to_spare"] - sum(cut["lines"] for cut in told["cut"])
        self.assertGreater(rest, 0)
        self.assertIn(f"Besides these cuts {rest} lines more would have to go", self.show())

    def test_what_fits_is_not_to_be_cut(self):
        self.write("review", 20, (1200, 840, 540, 1800, 360))
        told, _ = self.told()
        self.assertEqual(([], 20), (told["cut"], told["pages"]))
        self.assertIn(f"there is room for {told['lines_to_spare']} line", self.show())


if __name__ == "__main__":
    unittest.main()
