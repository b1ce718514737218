"""Reading PDFs before the conditions of PDF/UA-1 (pdfua.py), and their text, code and links held against the e-book's. The
issue in scripts/ has every script at hand and every kind of list, table and note."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest

import pikepdf

import pdfua
import test_print
from pdf_places import destinations, outline_of, page_labels, words_of

HERE = pathlib.Path(__file__).resolve().parent
ISSUES = {"spring": HERE.parents[1] / "issues/spring", "monde": HERE.parents[1] / "issues/monde", "scripts": HERE / "scripts"}
THEMES = ("review", "gazette")

# What poppler makes of type that runs from the right: its own signs of direction for spaces, marks before their letters.
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BLOCKS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"}


def words(text):
    """Words of letters, marks and figures alone, as test_print has them."""
    return [word for word in (test_print.letters(part) for part in text.split()) if word]


def bare(word):
    """Without marks, which poppler sets before their letters in type from the right."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign) != "Mn")


def has_spaces(text):
    """Is the text in scripts that part words by spaces, and break lines only there?"""
    return not re.search("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]", text)


def whole_words(text):
    """Those that have nothing in them after which a line may break."""
    for token in text.split():
        inner = token.strip("".join(sign for sign in set(token) if unicodedata.category(sign)[0] not in "LMN"))
        if all(unicodedata.category(sign)[0] in "LM" for sign in inner):
            yield from words(inner)


def pieces_of(book):
    """(article, its pieces as words) of an e-book."""
    for name, parts in test_print.articles(book, lambda element: " ".join(words(test_print.shown(element)))):
        yield name, parts


def blocks(reading):
    """The text of each innermost block of the structure, in order, as words."""
    for element in reading.elements(*BLOCKS):
        if not any(below.role in BLOCKS for below in element.below() if below is not element):
            yield " ".join(words(reading.text(element)))


class Conforming(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        cls.books, cls.readings, cls.paths = {}, {}, {}
        for name, issue in ISSUES.items():
            source = pathlib.Path(cls.home.name, "sources", name)
            shutil.copytree(issue, source, ignore=shutil.ignore_patterns("output"))
            for theme in THEMES:
                output = pathlib.Path(cls.home.name, theme)
                test_print.said(test_print.GALLEY, "build", "-q", "-t", "epub,screen", "--theme", theme, "-o", str(output),
                                str(source))
                cls.paths[name, theme] = output / f"{name}-screen.pdf"
                cls.books[name, theme] = output / f"{name}.epub"
                cls.readings[name, theme] = pdfua.Reading(cls.paths[name, theme])

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def test_conditions(self):
        for key, reading in self.readings.items():
            with self.subTest(key):
                self.assertEqual([], reading.faults)

    def test_structure_says_every_word(self):
        """Each paragraph, heading, item and cell of the e-book is one of the structure, word by word, in order."""
        for key, reading in self.readings.items():
            with self.subTest(key):
                told = " " + " ".join(blocks(reading)) + " "
                for name, parts in pieces_of(self.books[key]):
                    start = 0
                    for part in parts:
                        self.assertIn(f" {part} ", told[start:], name)
                        start = told.index(f" {part} ", start)

    def test_pages_say_every_word(self):
        """pdftotext finds the words of scripts that have spaces whole, whatever lines they were divided over."""
        for key in self.readings:
            with self.subTest(key):
                text = test_print.said("pdftotext", "-enc", "UTF-8", str(self.paths[key]), "-")
                text = DIRECTIONS.sub(" ", text)
                read = {bare(word) for word in words(text.replace("\u00ad\n", ""))}
                # Those at the ends of columns stay parted, and Hebrew's initials from their words.
                halves = {bare(word) for word in words(text)}
                for name, parts in test_print.articles(self.books[key], test_print.shown):
                    wanted = {bare(word) for part in parts if has_spaces(part) for word in whole_words(part)}
                    missing = {word for word in wanted - read
                               if not any(word[:i] in halves and word[i:] in halves for i in range(1, len(word)))}
                    self.assertEqual(set(), missing, name)

    def test_code_keeps_its_lines(self):
        listing = (HERE / "scripts/desk/01-all.md").read_text(encoding="utf-8").split("```\n")[1].rstrip("\n")
        for theme in THEMES:
            codes = [self.readings["scripts", theme].text(code) for code in self.readings["scripts", theme].elements("Code")]
            self.assertIn(listing, codes)

    def test_languages_are_told(self):
        """What is in another script is in an element of a language that is written in it."""
        scripts = {"HEBREW": "he", "ARABIC": "ar", "DEVANAGARI": "hi", "THAI": "th", "HIRAGANA": "ja", "HANGUL": "ko",
                   "GREEK": "el", "CYRILLIC": "ru", "TAMIL": "ta"}
        reading, seen = self.readings["scripts", "review"], set()
        for element in reading.elements():
            for child in element.children:
                text = reading.pieces(child)
                for sign in text:
                    script = unicodedata.name(sign, "").split()[0] if sign.isalpha() else None
                    if script in scripts:
                        self.assertEqual(scripts[script], element.lang, text)
                        seen.add(script)
        self.assertEqual(set(scripts), seen)

    def test_ornaments_are_seen_and_not_said(self):
        for key, reading in self.readings.items():
            with self.subTest(key):
                said = "".join(reading.text(top) for top in reading.tops)
                seen = "".join(text for page in reading.pages.values() for text in page.artifacts)
                sign = {"review": "\u2767", "gazette": "\u25a0"}[key[1]]
                self.assertNotIn(sign, said)
                self.assertIn(sign, seen)
                self.assertNotIn("....", said)

    def test_outline_nests_as_the_contents_do(self):
        """Sections stand above their articles, in the order of the contents."""
        for key, reading in self.readings.items():
            with self.subTest(key):
                listed, is_in_section = [], False
                for item in reading.elements("TOCI"):
                    is_article = any(one.role == "Link" for one in item.below())
                    is_in_section = is_in_section or not is_article
                    title = words(reading.text(item.elements[0]).replace("\u00ad", ""))
                    listed.append((1 + (is_article and is_in_section), title[:-1][:3] if is_article else title[:3]))
                titles = [title for _, title in listed]
                outlined = [(level, words(title)[:3]) for level, title, _ in outline_of(reading.pdf)]
                self.assertEqual(listed, [entry for entry in outlined if entry[1] in titles])

    def test_contents_lead_to_the_articles(self):
        """Each entry's link leads to the page whose number it says, to the place of the headline; the outline has the
        same titles under the same sections, and the same targets."""
        for key, reading in self.readings.items():
            with self.subTest(key):
                pdf, places, labels = reading.pdf, destinations(reading.pdf), page_labels(reading.pdf)
                entries = [item for item in reading.elements("TOCI") if any(one.role == "Link" for one in item.below())]
                self.assertGreater(len(entries), 8)
                outlined = {title: place for level, title, place in outline_of(pdf)}
                for entry in entries:
                    link = next(one for one in entry.below() if one.role == "Link")
                    title, number = re.fullmatch(r"(.*?)\s+(\S+)", reading.text(link).replace("\u00ad", ""), re.S).groups()
                    (page, top), *others = {places[target] for target in reading.targets(link)}
                    self.assertEqual([], others)
                    self.assertEqual(number, labels[page], title)
                    titles = [known for known in outlined if words(known)[:4] == words(title)[:4]]
                    self.assertEqual(1, len(titles), title)
                    self.assertEqual((page, top), outlined[titles[0]])
                    first = [word for word in words(title) if has_spaces(word)][:1]
                    below = [place - top for word, place in words_of(self.paths[key], page) if words(word) == first]
                    if first and first[0] != first[0].upper():  # others' words poppler takes apart here
                        self.assertTrue(any(-2 <= down <= 150 for down in below), f"{title}: {below}")

    def test_links_lead_somewhere(self):
        for key, reading in self.readings.items():
            with self.subTest(key):
                places = destinations(reading.pdf)
                for link in reading.elements("Link"):
                    for target in reading.targets(link):
                        self.assertTrue(target in places or re.match(r"(https?|mailto):", target), target)


def first(reading, role):
    return reading.elements(role)[0].object


def content(pdf, change):
    """Changes the content of a page as text."""
    page = pdf.pages[4]
    page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))


def font_of(pdf, subtype):
    return next(font for _, font in pdf.pages[4].Resources.Font.items() if font.DescendantFonts[0].Subtype == subtype)


def spoil_parents(pdf, _):
    leaf = pdf.Root.StructTreeRoot.ParentTree.Kids[0]
    row = next(row for row in leaf.Nums if isinstance(row, pikepdf.Array) and len(row) > 3)
    row[0], row[2] = row[2], row[0]


def spoil_ids(_, reading):
    notes = reading.elements("Note")
    notes[-1].object.ID = notes[0].object.ID


def spoil_rows(_, reading):
    row = reading.elements("TR")[-1].object
    row.K = pikepdf.Array(list(row.K)[:-1])


def annotation_of(pdf):
    return next(page for page in pdf.pages if "/Annots" in page.obj).Annots[0]


SPOILS = [
    ("01-003", lambda pdf, _: content(pdf, lambda text: re.sub(rb"(MCID 1>>BDC\n)", rb"\1/Artifact BMC EMC\n", text))),
    ("01-005", lambda pdf, _: content(pdf, lambda text: text + b"0 0 9 9 re f\n")),
    ("01-MCID", lambda pdf, _: content(pdf, lambda text: text.replace(b"/MCID 3>>", b"/MCID 4>>"))),
    ("01-PARENT", spoil_parents),
    ("01-007", lambda pdf, _: pdf.Root.MarkInfo.__setitem__("/Suspects", True)),
    ("02-001", lambda _, reading: first(reading, "P").__setitem__("/S", pikepdf.Name.Paragraph)),
    ("06-001", lambda pdf, _: pdf.Root.__delitem__("/Metadata")),
    ("07-002", lambda pdf, _: pdf.Root.ViewerPreferences.__setitem__("/DisplayDocTitle", False)),
    ("09-005", lambda _, reading: first(reading, "LI").__setitem__("/S", pikepdf.Name.P)),
    ("09-ROW", spoil_rows),
    ("10-001", lambda pdf, _: font_of(pdf, "/CIDFontType2").__setitem__("/ToUnicode", pdf.make_stream(b""))),
    ("11-006", lambda pdf, _: pdf.Root.__delitem__("/Lang")),
    ("13-004", lambda _, reading: first(reading, "Figure").__delitem__("/Alt")),
    ("13-BOX", lambda _, reading: first(reading, "Figure").__delitem__("/A")),
    ("14-003", lambda _, reading: first(reading, "H2").__setitem__("/S", pikepdf.Name.H4)),
    ("15-003", lambda _, reading: first(reading, "TH").__delitem__("/A")),
    ("16-NUMBERING", lambda _, reading: first(reading, "L").__delitem__("/A")),
    ("19-003", lambda _, reading: first(reading, "Note").__delitem__("/ID")),
    ("19-004", spoil_ids),
    ("28-008", lambda pdf, _: next(page.obj for page in pdf.pages if "/Annots" in page.obj).__delitem__("/Tabs")),
    ("28-011", lambda _, reading: first(reading, "Link").__setitem__("/S", pikepdf.Name.Span)),
    ("28-012", lambda pdf, _: annotation_of(pdf).__delitem__("/Contents")),
    ("28-PARENT", lambda pdf, _: annotation_of(pdf).__setitem__("/StructParent", 0)),
    ("31-009", lambda pdf, _: font_of(pdf, "/CIDFontType2").DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2")),
    ("31-016", lambda pdf, _: font_of(pdf, "/CIDFontType2").DescendantFonts[0].__delitem__("/W")),
]


class Spoiled(unittest.TestCase):
    def test_each_fault_is_found(self):
        with tempfile.TemporaryDirectory() as home:
            source = pathlib.Path(home, "spring")
            shutil.copytree(ISSUES["spring"], source, ignore=shutil.ignore_patterns("output"))
            test_print.said(test_print.GALLEY, "build", "-q", "-t", "screen", "--theme", "review", "-o", home, str(source))
            good, bad = f"{home}/spring-screen.pdf", f"{home}/spoiled.pdf"
            for condition, spoil in SPOILS:
                with self.subTest(condition=condition):
                    reading = pdfua.Reading(good)
                    spoil(reading.pdf, reading)
                    reading.pdf.save(bad)
                    self.assertIn(condition, {found for found, _ in pdfua.faults(bad)})


if __name__ == "__main__":
    unittest.main()
