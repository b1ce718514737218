"""The samples as PDFs, for the press and for reading, as others see them: qpdf, the PDF/X-4 gate, Ghostscript's ink,
poppler's fonts, boxes, text and structure. The text is held against the e-book's, which comes from the same tree."""
import collections
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import unittest
import xml.etree.ElementTree as ET
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
GATE = str(SOURCE / "tests/books/pdfx4")
SAMPLES = ("spring", "monde")
XHTML = "{http://www.w3.org/1999/xhtml}"
MM = 72 / 25.4

# Elements of the e-book whose text stands in one piece in print, and what print has not.
PIECES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption", "pre", "dt", "dd"}
ONLY_IN_BOOK = {"doc-backlink", "doc-pagebreak"}


def said(*words):
    """What a program says; it must not fail."""
    done = subprocess.run(words, capture_output=True, timeout=300)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: {done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode("utf-8", "replace")


def letters(text):
    """Letters, marks and figures alone: hyphens, spaces and capitals are the setting's."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in unicodedata.normalize("NFC", plain) if unicodedata.category(sign)[0] in "LMN")


def shown(element):
    """An element's text as print shows it."""
    if element.get("role") in ONLY_IN_BOOK or element.tag == XHTML + "rp":
        return ""
    inside = [" " if element.tag == XHTML + "br" else element.text or ""]
    for child in element:
        inside += [shown(child), child.tail or ""]
    return "".join(inside)


def pieces(element, told):
    """What is told of all innermost pieces, in order."""
    inner = [piece for child in element for piece in pieces(child, told)]
    if inner or element.tag.removeprefix(XHTML) not in PIECES or element.get("class") == "facts":
        return inner
    return [told(element)]


def articles(book, told=lambda element: letters(shown(element))):
    """The pieces of each article of an e-book, but for the line of facts, which print words in its own way."""
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if not name.endswith(".xhtml"):
                continue
            for section in ET.fromstring(archive.read(name)).iter(XHTML + "section"):
                if section.get("role") == "doc-chapter":
                    yield name, [piece for piece in pieces(section, told) if piece]


def structure_text(pdf):
    """The text of the structure tree, in its order: poppler prints it in quotation marks, line by line."""
    lines = said("pdfinfo", "-enc", "UTF-8", "-struct-text", str(pdf)).splitlines()
    quoted = (re.fullmatch(r'\s*"(.*)"', line) for line in lines)
    return letters("".join(match.group(1) for match in quoted if match))


def is_told_apart(piece):
    """Has the text clusters whose letters no glyph stands for (Devanagari, two marks on one letter)? The PDF says them
    in ActualText, which poppler reads in pages, not in the structure."""
    return re.search(r"[\u0900-\u097f]|[\u064b-\u0652]{2}", piece)


def boxes(pdf):
    """The boxes of each page: a list of dictionaries of four numbers."""
    pages = []
    for line in said("pdfinfo", "-box", "-f", "1", "-l", "-1", str(pdf)).splitlines():
        match = re.fullmatch(r"Page\s+(\d+) (\w+)Box:\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)", line)
        if match:
            number = int(match.group(1))
            pages += [{} for _ in range(number - len(pages))]
            pages[number - 1][match.group(2)] = [float(value) for value in match.groups()[2:]]
    return pages


class Print(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        cls.output = pathlib.Path(cls.home.name)
        said(GALLEY, "build", "-q", "-t", "epub,press,screen", "-o", str(cls.output),
             *(str(SOURCE / "issues" / name) for name in SAMPLES))

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def files(self, *kinds):
        return [self.output / f"{name}-{kind}.pdf" for name in SAMPLES for kind in kinds]

    def pieces_of(self, pdf):
        """(page, its pieces) of the e-book of the same issue."""
        book = self.output / f"{pdf.name.rsplit('-', 1)[0]}.epub"
        found = list(articles(book))
        self.assertGreater(sum(len(parts) for _, parts in found), 50)
        return found

    def test_syntax(self):
        for pdf in self.files("press", "screen"):
            self.assertIn("No syntax or stream encoding errors found", said("qpdf", "--check", str(pdf)))

    def test_press_is_x4(self):
        for pdf in self.files("press"):
            self.assertIn("1 passed, 0 failed", said(GATE, "--house", str(pdf)))

    def test_fonts_are_embedded(self):
        for pdf in self.files("press", "screen"):
            rows = said("pdffonts", str(pdf)).splitlines()[2:]
            self.assertTrue(rows)
            for row in rows:
                embedded, subset, unicode = row.split()[-5:-2]
                self.assertEqual((embedded, subset, unicode), ("yes", "yes", "yes"), row)

    def test_boxes(self):
        for pdf in self.files("press"):
            for page in boxes(pdf):
                media, bleed, trim = page["Media"], page["Bleed"], page["Trim"]
                self.assertGreaterEqual(trim[0] - bleed[0], 3 * MM - 0.01)
                self.assertGreaterEqual(bleed[3] - trim[3], 3 * MM - 0.01)
                self.assertTrue(media[0] <= bleed[0] and media[1] <= bleed[1])
                self.assertTrue(media[2] >= bleed[2] and media[3] >= bleed[3])

    def test_text_is_black_alone(self):
        """A page without pictures has ink on the black plate and on no other."""
        for pdf in self.files("press"):
            pictures = {int(row.split()[0]) for row in said("pdfimages", "-list", str(pdf)).splitlines()[2:]}
            plates = [[float(part) for part in line.split()[:4]]
                      for line in said("gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(pdf)).splitlines()
                      if line.rstrip().endswith("OK")]
            plain = [plate for number, plate in enumerate(plates, 1) if number not in pictures]
            for cyan, magenta, yellow, _ in plain:
                self.assertEqual((cyan, magenta, yellow), (0, 0, 0))
            self.assertTrue(any(black > 0 for *_, black in plates))

    def test_nothing_is_lost(self):
        """Every letter of the articles is in what pdftotext reads, as often as it is in the e-book."""
        for pdf in self.files("press", "screen"):
            read = collections.Counter(letters(said("pdftotext", "-enc", "UTF-8", str(pdf), "-")))
            wanted = collections.Counter(letter for _, parts in self.pieces_of(pdf) for part in parts for letter in part)
            self.assertEqual(dict(wanted - read), {}, pdf.name)

    def test_text_in_reading_order(self):
        """Each paragraph, heading and cell stands in the structure as it was written."""
        for pdf in self.files("screen"):
            text = structure_text(pdf)
            for name, parts in self.pieces_of(pdf):
                missing = [part for part in parts if part not in text and not is_told_apart(part)]
                self.assertEqual(missing, [], f"{pdf.name}: {name}")

    def test_structure(self):
        for pdf in self.files("screen"):
            told = said("pdfinfo", str(pdf))
            self.assertRegex(told, r"Tagged:\s+yes")
            roles = set(re.findall(r"^\s*([A-Z][A-Za-z0-9]*)\b", said("pdfinfo", "-struct", str(pdf)), re.M))
            self.assertLessEqual({"Document", "Art", "H1", "P", "Figure", "TOC", "TOCI", "Link", "Note"}, roles)


if __name__ == "__main__":
    unittest.main()
