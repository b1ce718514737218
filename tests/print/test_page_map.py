"""The e-book's page breaks, held word by word against the PDFs: every word of these issues holds a number that no other
holds, so that it is known of each on which page it stands. A break stands before the first word of its page, whatever
floats there or stands at its foot."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
sys.path.insert(0, str(SOURCE / "tests/fuzz"))
from nasty import png  # noqa: E402

NUMBER = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")  # of a word of the text; what floats and notes have none


class Numbers:
    """Words, each with the next number."""

    def __init__(self):
        self.last = 10_000

    def words(self, count, form="w{} "):
        start, self.last = self.last, self.last + count
        return "".join(form.format(number) for number in range(start, self.last))


def paragraphs(numbers, count, form="w{} ", words=60):
    return "\n\n".join(numbers.words(words, form) for _ in range(count))


def noted(numbers):
    text = "\n\n".join(f"{numbers.words(30)}call[^{i}] {numbers.words(30)}" for i in range(40))
    return text + "\n\n" + "".join(f"[^{i}]: A note of some words, {'and more ' * (i % 40)}\n\n" for i in range(40))


def tables(numbers):
    opening = paragraphs(numbers, 3)
    rows = "".join(f"| {numbers.words(2)} | {numbers.words(3)} |\n" for _ in range(90))
    return f"{opening}\n\n| Head | Other |\n|---|---|\n{rows}\n{paragraphs(numbers, 3)}"


def pictured(numbers):
    return "\n\n".join(f"{paragraphs(numbers, 2)}\n\n![A boat]({('wide', 'tall')[i % 2]}.png \"A cutline of a few words\")"
                       for i in range(14)) + "\n\n" + paragraphs(numbers, 2)


def boxed(numbers):
    return "\n\n".join(f"{paragraphs(numbers, 3)}\n\n::: pullquote\nIt was said here\n:::\n\n::: sidebar\n"
                       f"{'Beside the text stands this. ' * 8}\n:::" for _ in range(6)) + "\n\n" + paragraphs(numbers, 2)


def structured(numbers):
    return "\n\n".join(f"## A heading\n\n{paragraphs(numbers, 1)}\n\n- {numbers.words(20)}\n- {numbers.words(20)}\n\n"
                       f"> {numbers.words(40)}\n\n***\n\n{numbers.words(9)}*{numbers.words(5).strip()}* {numbers.words(30)}"
                       for _ in range(12))


def verse(numbers):
    stanza = lambda: "\n".join(numbers.words(5) for _ in range(7))
    return "::: verse\n" + "\n\n".join(stanza() for _ in range(25)) + "\n:::"


ARTICLES = {
    "plain": lambda numbers: paragraphs(numbers, 30),
    "noted": noted,
    "tables": tables,
    "pictured": pictured,
    "boxed": boxed,
    "structured": structured,
    "verse": verse,
    "code": lambda numbers: "```\n" + "\n".join(numbers.words(4) for _ in range(160)) + "\n```",
    "one-paragraph": lambda numbers: numbers.words(2500),
    "arabic": lambda numbers: paragraphs(numbers, 12, "قارب {} "),
    "hebrew": lambda numbers: paragraphs(numbers, 12, "סירה {} "),
    "japanese": lambda numbers: paragraphs(numbers, 12, "船は{}、"),
    "thai": lambda numbers: paragraphs(numbers, 12, "เรือออกจากท่า{}"),
    "together": lambda numbers: noted(numbers) + "\n\n" + pictured(numbers),
}
LANGUAGES = {"arabic": "ar", "hebrew": "he", "japanese": "ja", "thai": "th"}
BRIEFS = 14


def write(home, theme):
    (home / "in").mkdir(parents=True)
    (home / "publication.yaml").write_text(f"title: Slipway\nlanguage: en\ntheme: {theme}\n"
                                           "outputs: [epub, press, screen]\n")
    (home / "in/issue.yaml").write_text("date: 2026-01-01\ncover: none\nsections:\n  - long: Long\n  - short: Short\n")
    numbers = Numbers()
    for section in ("long", "short"):
        (home / "in" / section).mkdir()
    for name in ("wide", "tall"):
        (home / f"in/long/{name}.png").write_bytes(png(*{"wide": (900, 400), "tall": (500, 800)}[name]))
    for place, (name, text) in enumerate(ARTICLES.items()):
        (home / f"in/long/{place:02}-{name}.md").write_text(
            f"---\ntitle: About {name}\nlang: {LANGUAGES.get(name, 'en')}\n---\n\n{text(numbers)}\n", encoding="utf-8")
    for place in range(BRIEFS):
        (home / f"in/short/{place:02}.md").write_text(f"---\ntitle: In brief\n---\n\n{numbers.words(50 + place * 5)}\n")


def said(*words, **more):
    done = subprocess.run(words, capture_output=True, timeout=300, **more)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {(done.stdout + done.stderr).decode()}")
    return done.stdout.decode("utf-8")


def pages_of_words(pdf):
    """The page of each number: the one on which it stands."""
    pages = {}
    for position, page in enumerate(said("pdftotext", "-raw", str(pdf), "-").split("\f"), 1):
        for number in NUMBER.findall(page):
            pages.setdefault(int(number), position)
    return pages


def breaks_of_book(book):
    """Of each break, in the order of the list: its label, the last number before it in its file, and the first one
    behind it."""
    with zipfile.ZipFile(book) as archive:
        listed = re.findall(r'<a href="([^"#]+)#page-([^"]+)">', archive.read("EPUB/navigation.xhtml").decode())
        for file, label in listed:
            before, behind = archive.read(f"EPUB/{file}").decode("utf-8").split(f'id="page-{label}"', 1)
            earlier, later = NUMBER.findall(before), NUMBER.findall(behind)
            yield label, int(earlier[-1]) if earlier else None, int(later[0]) if later else None


class PageMap(unittest.TestCase):
    def held(self, theme):
        with tempfile.TemporaryDirectory() as place:
            home = pathlib.Path(place)
            write(home, theme)
            shutil.copytree(SOURCE / "styles", home / "styles")
            said(GALLEY, "build", "-q", "-t", "epub,press,screen", "-o", "out", "in", cwd=home)
            out = home / "out"
            breaks = list(breaks_of_book(out / "in.epub"))
            for kind in ("press", "screen"):
                pages = pages_of_words(out / f"in-{kind}.pdf")
                self.assertGreater(len(pages), 10_000)
                for label, before, behind in breaks:
                    with self.subTest(theme=theme, kind=kind, label=label):
                        self.assertEqual(int(label), pages[behind])
                        self.assertTrue(before is None or pages[before] < int(label), f"{before} is on the page too")
            self.assertEqual(sorted({int(label) for label, _, _ in breaks}), [int(label) for label, _, _ in breaks])
            self.assertEqual(set(pages.values()), {int(label) for label, _, _ in breaks}, "every page of text has a break")
            return json.loads(said(GALLEY, "show", "--json", "in", cwd=home)), pages

    def test_a_magazine(self):
        self.held("review")

    def test_a_newspaper(self):
        shown, pages = self.held("gazette")
        shorts = [article["print"] for section in shown["sections"] for article in section["articles"]
                  if article["title"] == "In brief"]
        self.assertEqual(BRIEFS, len(shorts))
        self.assertEqual(max(pages.values()), max(int(short["last_page"]) for short in shorts))

    def test_whatever_is_asked_for(self):
        """The e-book is the same whether PDFs are asked for or not."""
        with tempfile.TemporaryDirectory() as place:
            home = pathlib.Path(place)
            write(home, "review")
            shutil.copytree(SOURCE / "styles", home / "styles")
            books = set()
            for formats in ("epub", "epub,screen", "epub,press,screen"):
                said(GALLEY, "build", "-q", "--again", "-t", formats, "-o", "out", "in", cwd=home)
                books.add((home / "out/in.epub").read_bytes())
            self.assertEqual(1, len(books))
            with zipfile.ZipFile(home / "out/in.epub") as archive:
                package = archive.read("EPUB/package.opf").decode()
            self.assertIn('property="pageBreakSource"', package)


if __name__ == "__main__":
    unittest.main()
