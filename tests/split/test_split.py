#!/usr/bin/env python3
"""Are stories told apart, and is every word kept? Days of a wire and magazines (days.py) in nine languages, set in
many ways, are read by `galley show`; what counts is the headline of each article. With arguments KIND LANGUAGE SEED
prints the text and what was found."""

import collections
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import days  # noqa: E402
import layouts  # noqa: E402
from stories import LANGUAGES  # noqa: E402

GALLEY = os.environ.get("GALLEY", "galley")
DAYS, MAGAZINES, LAYOUTS, KEPT = 12, 12, 2, 3


def plain(text):
    kept = [c for c in unicodedata.normalize("NFC", text.casefold()) if c.isalnum() or unicodedata.combining(c)]
    return "".join(kept)


def found_in(text, directory):
    path = pathlib.Path(directory) / "day.txt"
    path.write_text(text, encoding="utf-8")
    shown = subprocess.run([GALLEY, "show", "--json", str(path)], capture_output=True, text=True, check=False)
    issue = json.loads(shown.stdout)
    return issue, [a for section in issue["sections"] for a in section["articles"]]


def score(kind, language, seeds, directory):
    counts = collections.Counter()
    for seed in seeds:
        text, title, headlines = getattr(days, kind)(seed, language)
        issue, articles = found_in(text, directory)
        wanted = collections.Counter(plain(headline) for headline in headlines)
        got = collections.Counter(plain(article["title"]) for article in articles)
        hits = sum((wanted & got).values())
        counts.update(hits=hits, wanted=sum(wanted.values()), got=sum(got.values()))
        if title is not None:
            counts.update(titles=1, titles_right=plain(issue.get("issue_title", "")) == plain(title))
        if hits < sum(wanted.values()) or hits < sum(got.values()):
            counts["bad"] += 1
            if os.environ.get("SPLIT_BAD"):
                print(kind, language, seed, sorted((wanted - got)), sorted((got - wanted)))
    return counts


def f1(counts):
    precision = counts["hits"] / max(counts["got"], 1)
    recall = counts["hits"] / max(counts["wanted"], 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def words_of(text):
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in unicodedata.normalize("NFC", text))
    return "".join(kept).split()


def words_of_book(path):
    """What the articles' pages say: heads and texts, without ways, minutes and labels."""
    words = []
    with zipfile.ZipFile(path) as book:
        package = book.read("EPUB/package.opf").decode()
        pages = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', package))
        for name in re.findall(r'<itemref idref="([^"]+)"', package):
            page = book.read("EPUB/" + pages[name]).decode()
            if 'class="article' not in page:
                continue
            page = page[page.index("<section"):]
            page = re.sub(r'<p class="facts">.*?</p>', " ", page, flags=re.S)
            page = re.sub(r'<br ?/>|</?(?:p|h\d|li|div|header)[^>]*>', " ", page)
            words += words_of(html.unescape(re.sub(r"<[^>]+>", "", page)))
    return words


class Split(unittest.TestCase):
    def test_no_word_is_lost(self):
        for kind in ("day", "magazine"):
            for language in LANGUAGES:
                for seed in range(KEPT):
                    with self.subTest(f"{kind} {language} {seed}"), tempfile.TemporaryDirectory() as directory:
                        text, _, _ = getattr(days, kind)(seed, language)
                        path = pathlib.Path(directory) / "day.txt"
                        path.write_text(text, encoding="utf-8")
                        subprocess.run([GALLEY, "build", "-q", "-o", directory, path], check=True, capture_output=True)
                        shown = subprocess.run([GALLEY, "show", "--json", path], capture_output=True, text=True)
                        title = words_of(json.loads(shown.stdout).get("issue_title", ""))
                        written = words_of(text)
                        self.assertEqual(title, written[:len(title)])
                        written = self.without_by(written[len(title):], language)
                        kept = self.without_by(words_of_book(path.with_suffix(".epub")), language)
                        self.assertEqual(collections.Counter(written), collections.Counter(kept))
                        rest = len(written) * 2 // 3  # what stands above the first headline goes below it
                        self.assertEqual(written[-rest:], kept[-rest:])

    def without_by(self, words, language):
        """Galley writes "By" anew, in the language of the article."""
        by = words_of(LANGUAGES[language]["by"].replace("{}", "")) + ["Text", "Текст", "लेखन"]
        return [word for word in words if word not in by]

    def hold(self, kind, seeds, least):
        total = collections.Counter()
        with tempfile.TemporaryDirectory() as directory:
            for language in LANGUAGES:
                counts = score(kind, language, seeds, directory)
                total.update(counts)
                print(f"{kind} {language}: F1 {f1(counts):.3f}, {counts['bad']} of {len(seeds)} not whole, "
                      f"titles {counts['titles_right']} of {counts['titles']}")
        print(f"{kind}: F1 {f1(total):.4f}")
        self.assertGreaterEqual(f1(total), least)
        self.assertGreaterEqual(total["titles_right"], total["titles"] * 0.9)

    def test_days(self):
        self.hold("day", range(DAYS), 0.95)

    def test_magazines(self):
        self.hold("magazine", range(MAGAZINES), 0.8)

    def test_layouts(self):
        total = collections.Counter()
        with tempfile.TemporaryDirectory() as directory:
            for layout in layouts.LAYOUTS:
                counts = collections.Counter()
                for language in layouts.ALL:
                    for seed in range(LAYOUTS):
                        text, headlines = layouts.magazine(layout, language, seed)
                        counts.update(self.compare(text, headlines, directory))
                print(f"{layout}: F1 {f1(counts):.3f}")
                self.assertGreaterEqual(f1(counts), 0.8, layout)
                total.update(counts)
        print(f"layouts: F1 {f1(total):.4f}")
        self.assertGreaterEqual(f1(total), 0.93)

    def compare(self, text, headlines, directory):
        _, articles = found_in(text, directory)
        wanted = collections.Counter(plain(headline) for headline in headlines)
        got = collections.Counter(plain(article["title"]).lstrip("0123456789") for article in articles)
        return {"hits": sum((wanted & got).values()), "wanted": sum(wanted.values()), "got": sum(got.values())}


if __name__ == "__main__":
    if len(sys.argv) == 4:
        text, title, headlines = getattr(days, sys.argv[1])(int(sys.argv[3]), sys.argv[2])
        print(text)
        with tempfile.TemporaryDirectory() as directory:
            issue, articles = found_in(text, directory)
        print("title:", title, "|", issue.get("issue_title"))
        print("wanted:", *headlines, sep="\n  ")
        print("got:", *[a["title"] for a in articles], sep="\n  ")
    else:
        unittest.main()
