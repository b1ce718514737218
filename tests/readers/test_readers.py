"""The rules of reading systems (src/model/reading_systems.def) against what shows them.

A rule that is found has a case under tests/diagnostics: one that checks an issue, one that checks a book. What
Galley's books are right in by themselves is shown on a real one: no rule of its kind finds anything in it, and what
no rule can find has a test of its name here.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
import zipfile

TOP = pathlib.Path(__file__).resolve().parents[2]
HOW = {"SOURCES", "BOOK", "ALWAYS", "REPAIRED", "NOT", "KEPUB"}
CASES = TOP / "tests/diagnostics"
GALLEY = os.environ.get("GALLEY", str(TOP / "build/galley"))
sys.path.insert(0, str(CASES))
import picture  # noqa: E402


def read_rules():
    """Name -> (how, code or None, source, note)."""
    text = (TOP / "src/model/reading_systems.def").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    catalogue = dict(re.findall(r'^ROW\((\w+),\s*"([a-z-]+)"',
                                (TOP / "src/base/catalogue.def").read_text(encoding="utf-8"), re.M))
    rules = {}
    for match in re.finditer(r'RULE\((\w+),\s*([A-Z |]+),\s*([A-Z |]+),\s*(\w+),\s*"([^"]*)",\s*"([^"]*)"\)', text):
        name, _, how, symbol, source, note = match.groups()
        assert name not in rules, name
        code = None if symbol == "NONE" else catalogue[symbol.removeprefix("DIAGNOSTIC_")]
        rules[name] = (set(how.split(" | ")), code, source, note)
    assert len(rules) == text.count("RULE("), "a row is not understood"
    return rules, catalogue


RULES, CATALOGUE = read_rules()


def commands_of(code):
    for case in CASES.iterdir():
        if case.name.split(".")[0] == code and (case / "command").exists():
            yield shlex.split((case / "command").read_text(encoding="utf-8"))


class Rules(unittest.TestCase):
    def test_rows_are_whole(self):
        self.assertGreater(len(RULES), 10)
        for name, (how, code, source, note) in RULES.items():
            with self.subTest(rule=name):
                self.assertLessEqual(how, HOW)
                self.assertTrue(source)
                self.assertEqual(code is not None, bool(how & {"SOURCES", "BOOK", "ALWAYS"}))
                if how & {"NOT", "KEPUB"}:
                    self.assertEqual(1, len(how))
                if how & {"REPAIRED", "NOT"}:
                    self.assertTrue(note, "where it is repaired, or why it is not checked")

    def test_what_repairs_is_there(self):
        for name, (how, _, _, note) in RULES.items():
            for place in note.split(", ") if "REPAIRED" in how else []:
                with self.subTest(rule=name):
                    self.assertTrue((TOP / "src" / place).exists() or (TOP / place).exists(), place)

    def test_every_rule_that_is_found_has_its_cases(self):
        for name, (how, code, _, _) in RULES.items():
            with self.subTest(rule=name):
                asked = [command for command in commands_of(code) if "--for" in command]
                if "SOURCES" in how:
                    self.assertTrue([command for command in asked if "book.epub" not in command], f"{code} of an issue")
                if "BOOK" in how:
                    self.assertTrue([command for command in asked if "book.epub" in command], f"{code} of a book")

    def test_every_code_of_a_reader_is_a_rule(self):
        codes = {code for _, code, _, _ in RULES.values()}
        self.assertEqual({code for code in CATALOGUE.values() if code.startswith("reader-")} - codes, set())

    def test_what_is_only_repaired_has_a_test_of_its_name(self):
        only = {f"test_{name.lower()}" for name, (how, _, _, _) in RULES.items() if how == {"REPAIRED"}}
        self.assertEqual(only, {name for name in dir(Repaired) if name.startswith("test_")} - {"test_nothing_is_found"})


STYLED = """# Ebb & flow

It rose[^one] <span style="display:none">unseen</span>.

<p id="body">One<p>two</p></p><br><i></i><td>cell</td>

![The sea](<ebb & flow.png>)

![A map](map.svg)

![The open sea](sea.png) ![A print](print.tif)

Le thé\u202f! See [the quay](02-quay.md) and [its wall](02-quay.md#the-wall).

    code

[^one]: Twice a day, at least.
"""
MAP = ('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="-1.5 0 9.5 9">'
       '<style>path { fill: none }</style><path d="M0 0h9"/></svg>')


class Repaired(unittest.TestCase):
    """One issue that has what readers stumble over, and the book that build makes of it."""

    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.home.cleanup)
        issue = pathlib.Path(cls.home.name, "in")
        (issue / "town").mkdir(parents=True)
        (issue / "issue.yaml").write_text("title: The Harbour\nnumber: 3\ndate: 2026-03-01\nlanguage: en\n"
                                          "cover: cover.png\n", encoding="utf-8")
        (issue / "01-tide.md").write_text(STYLED, encoding="utf-8")
        (issue / "02-quay.md").write_text("# The quay\n\n## The wall\n\nIt stands. [Back](01-tide.md).\n", encoding="utf-8")
        (issue / "town/03-market.md").write_text("# The <span>market</span>\n\n## Fish\n\n### Cod\n\nOn Monday.\n", encoding="utf-8")
        for name, size in {"cover.png": (1700, 2000), "ebb & flow.png": (3, 4), "sea.png": (2000, 2801)}.items():
            (issue / name).write_bytes(picture.png(*size))
        (issue / "print.tif").write_bytes(picture.cmyk_tiff(8, 6))
        (issue / "map.svg").write_text(MAP, encoding="utf-8")
        made = subprocess.run([GALLEY, "build", "in", "-o", "out"], cwd=cls.home.name, capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        cls.path = pathlib.Path(cls.home.name, "out/in.epub")
        with zipfile.ZipFile(cls.path) as book:
            cls.print = book.read("EPUB/images/print.jpg")
            cls.parts = {name: book.read(name).decode("utf-8") for name in book.namelist()
                         if name.endswith((".xhtml", ".opf", ".ncx", ".css", ".svg"))}
        cls.tide = next(text for name, text in cls.parts.items() if name.endswith("tide.xhtml"))
        cls.package = next(text for name, text in cls.parts.items() if name.endswith(".opf"))
        cls.navigation = "".join(text for name, text in cls.parts.items() if "nav" in name or name.endswith(".ncx"))

    def test_nothing_is_found(self):
        run = subprocess.run([GALLEY, "check", "--for", "all", str(self.path)], capture_output=True, text=True)
        self.assertEqual(f"{self.path}: nothing to mend\n", run.stdout + run.stderr)

    def test_series_order(self):
        self.assertLess(self.package.index('"calibre:series"'), self.package.index('"calibre:series_index"'))

    def test_contents_files(self):
        lists = re.findall(r'<nav[^>]*epub:type="toc".*?</nav>|<navMap>.*?</navMap>', self.navigation, re.S)
        self.assertEqual(2, len(lists))
        for text in lists:
            targets = re.findall(r'(?:href|src)="([^"]+)"', text)
            self.assertGreater(len(targets), 3)
            self.assertEqual([], [target for target in targets if "#" in target])

    def test_cover_first(self):
        first = re.search(r'<itemref idref="([^"]+)"', self.package).group(1)
        file = re.search(rf'<item id="{first}" href="([^"]+)"', self.package).group(1)
        page = next(text for name, text in self.parts.items() if name.endswith("/" + file))
        body = page[page.index("<body"):]
        self.assertEqual(1, body.count("<img"))
        self.assertNotIn("<a ", body)
        self.assertNotIn("<svg", body)

    def test_file_per_article(self):
        with_headline = [name for name, text in self.parts.items() if re.search(r"<h1[^>]*>(Ebb|The quay|The market)", text)]
        self.assertEqual(3, len(with_headline))

    def test_link_pairs(self):
        ways = re.findall(r'href="([^"#]+\.xhtml)(#[^"]*)?"', self.tide)
        self.assertGreater(len(ways), 2)
        self.assertEqual({("#the-wall")}, {fragment for _, fragment in ways if fragment})

    def test_note_back_first(self):
        self.assertRegex(self.tide, r'<aside[^>]*epub:type="footnote"[^>]*>\s*<p>\s*<a [^>]*role="doc-backlink"')

    def test_narrow_space(self):
        self.assertIn("th\u00e9\u00a0!", self.tide)
        self.assertNotIn("\u202f", "".join(self.parts.values()))

    def test_image_colours(self):
        frame = re.search(b"\xff[\xc0\xc2]..\x08(....)(.)", self.print, re.S)
        self.assertEqual((b"\0\x06\0\x08", 3), (frame.group(1), frame.group(2)[0]), "RGB, not CMYK")

    def test_pre_wrap(self):
        css = next(text for name, text in self.parts.items() if name.endswith(".css"))
        self.assertRegex(css, r"(?m)^(?:[^{}]*,\s*)?pre\s*\{[^}]*white-space: pre-wrap")


if __name__ == "__main__":
    unittest.main()
