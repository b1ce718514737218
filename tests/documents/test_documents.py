"""Word and OpenDocument files against what can be seen of them without Galley: every word of the XML that a
reader would see is in the book, in its order; nobody whom properties, changes or comments name is in any output;
files made to do harm are refused or read within a second.

    GALLEY=build/galley test_documents.py
"""
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "diagnostics"))
import document  # noqa: E402

GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
GOLDENS = HERE.parent / "goldens"
ISSUE = "title: The Test\nlanguage: en\ndate: 2026-03-01\n"
MOST_SECONDS = 10  # of a machine that runs all tests at once; a second when it is alone


def build(make):
    """Builds an issue that make(directory) fills: status, what is said, the book's parts."""
    with tempfile.TemporaryDirectory() as home:
        issue = pathlib.Path(home) / "in"
        issue.mkdir()
        (issue / "issue.yaml").write_text(ISSUE, encoding="utf-8")
        make(issue)
        said = subprocess.run([GALLEY, "build", "-o", "out", "in"], cwd=home, capture_output=True, timeout=60)
        parts = {}
        for book in sorted(pathlib.Path(home).glob("out/*.epub")):
            with zipfile.ZipFile(book) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
        return said.returncode, said.stdout.decode() + said.stderr.decode(), parts


def text_of_book(parts):
    pages = [data.decode() for name, data in parts.items()
             if name.endswith(".xhtml") and not re.search(r"(nav|cover|imprint|contents|title)\.xhtml$", name)]
    text = "\n".join(pages)
    text = re.sub(r"<a\b[^>]*noteref[^>]*>[^<]*</a>|<rt>.*?</rt>|<wbr */>", "", text)
    text = re.sub(r"</?(p|td|th|li|br|h\d|div)\b[^>]*>", " ", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def words(text):
    return re.findall(r"[^\W_]+", text)


def words_of_word(path):
    """The words of w:t that no change, field or placeholder takes out: those of one run may be half a word."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("word/document.xml").decode()
    for gone in (r"<w:del [^>]*>.*?</w:del>", r"<mc:Fallback>.*?</mc:Fallback>",
                 r"<w:tr><w:trPr><w:del .*?</w:tr>", r"<w:sdtPr><w:showingPlcHdr/>.*?</w:sdt>",
                 r"<w:rt>.*?</w:rt>"):
        text = re.sub(gone, "", text, flags=re.S)
    text = re.sub(r"<w:framePr .*?</w:p>", lambda part: part.group(0)[:-len("</w:p>")], text, flags=re.S)
    text = text.replace('w:char="F061"/>', 'w:char="F061"/>α').replace("<w:noBreakHyphen/>", "-")
    text = re.sub(r"</w:p>|<w:(br|tab|cr)\b[^>]*/>", " ", text)
    text = re.sub(r"<w:instrText[^>]*>[^<]*</w:instrText>", "", text)
    return words(html.unescape(re.sub(r"<[^>]+>", "", text)))


class Words(unittest.TestCase):
    def kept(self, path, wanted):
        status, said, parts = build(lambda issue: (issue / path.name).write_bytes(path.read_bytes()))
        self.assertEqual(status, 0, said)
        found = words(text_of_book(parts))
        missing = []
        for word in wanted:
            if word in found:
                found.remove(word)
            else:
                missing.append(word)
        return missing

    def test_every_word_of_words_dialect_is_kept(self):
        path = GOLDENS / "docx-word/in/01-word.docx"
        wanted = words_of_word(path)
        self.assertGreater(len(wanted), 90)
        # mojibake that is undone, and nothing else
        self.assertEqual([word for word in self.kept(path, wanted) if not re.search("[âÃ]", word)], [])

    def test_libreoffice_writes_what_galley_reads(self):
        path = GOLDENS / "docx-libreoffice/in/01-pier.docx"
        self.assertEqual(self.kept(path, words_of_word(path)), [])

    def test_every_word_of_opendocument_is_kept(self):
        path = GOLDENS / "odt-libreoffice/in/01-pier.odt"
        with zipfile.ZipFile(path) as archive:
            text = archive.read("content.xml").decode()
        text = text[text.index("<office:text"):]
        text = re.sub(r"<text:note-citation.*?</text:note-citation>", " ", text)
        text = re.sub(r"</text:(p|h)>|<text:(s|tab|line-break)\b[^>]*/>|<text:note\b", r" \g<0>", text)
        wanted = words(html.unescape(re.sub(r"<[^>]+>", "", text)))
        self.assertGreater(len(wanted), 40)
        self.assertEqual(self.kept(path, wanted), [])


class Names(unittest.TestCase):
    def test_nobody_is_named_that_the_text_does_not_name(self):
        body = ('<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="Quisquilia Melville"/></w:rPr></w:pPr>'
                '<w:ins w:id="2" w:author="Quisquilia"><w:r><w:t>They came in.</w:t></w:r></w:ins>'
                '<w:r><w:commentReference w:id="0"/></w:r><w:hyperlink r:id="rId8"><w:r><w:t>Here.</w:t></w:r>'
                '</w:hyperlink></w:p><w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Quisquilia.png" '
                'descr="C:\\Users\\Quisquilia\\boat.jpg"/><a:blip r:link="rId9"/></wp:inline></w:drawing></w:r></w:p>')

        def make(issue):
            document.write_docx(
                issue / "01-boats.docx", document.paragraph("The boats", "Title") + body,
                properties=document.core(None, "Quisquilia Melville"),
                links=[("rId8", "hyperlink", "file:///C:/Users/Quisquilia/a.doc", "External"),
                       ("rId9", "image", "file:///C:/Users/Quisquilia/boat.jpg", "External")],
                more={"word/comments.xml": document.root("comments", '<w:comment w:author="Quisquilia"/>'),
                      "word/people.xml": "<p>Quisquilia</p>"})

        status, said, parts = build(make)
        self.assertEqual(status, 0, said)
        for name, data in parts.items():
            self.assertNotIn(b"Quisquilia", data, name)
        # the one exception: the hint that offers the byline
        self.assertEqual([line for line in said.splitlines() if "Quisquilia" in line and "author: " not in line], [])
        self.assertIn("They came in.", text_of_book(parts))


class Harm(unittest.TestCase):
    def quickly(self, make, status, word):
        start = time.monotonic()
        found, said, _ = build(make)
        self.assertLess(time.monotonic() - start, MOST_SECONDS)
        self.assertEqual(found, status, said[:500])
        self.assertIn(word, said)

    def test_depth(self):
        body = "<w:p>" + "<w:smartTag>" * 100_000 + "</w:smartTag>" * 100_000 + "</w:p>"
        with_text = document.root("document", f"<w:body>{body}</w:body>")

        def make(issue):
            document.write_docx(issue / "a.docx", "", more={"word/document.xml": with_text})
        self.quickly(make, 1, "document-unreadable")

    def test_bomb(self):
        def make(issue):
            document.write_zip(issue / "a.docx", {"word/document.xml": bytes(50_000_000)})
        self.quickly(make, 1, "document-unreadable")

    def test_styles_in_a_circle(self):
        styles = "".join(f'<w:style w:type="paragraph" w:styleId="S{i}"><w:basedOn w:val="S{(i + 1) % 20000}"/>'
                         f"</w:style>" for i in range(20000))

        def make(issue):
            document.write_docx(issue / "a.docx", document.paragraph("They came in.", "S0"), styles=styles)
        self.quickly(make, 0, "")

    def test_cells_repeated_a_billion_times(self):
        def make(issue):
            document.write_odt(issue / "a.odt", '<table:table><table:table-row table:number-rows-repeated="1000000000">'
                               '<table:table-cell table:number-columns-repeated="1000000000"><text:p>They came in.'
                               "</text:p></table:table-cell></table:table-row></table:table>")
        self.quickly(make, 0, "table-too-wide")

    def test_pictures_out_of_the_archive(self):
        body = ('<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r></w:p>' +
                document.paragraph("They came in."))

        def make(issue):
            document.write_docx(issue / "a.docx", body, links=[("rId9", "image", "../../../etc/hostname")])
        self.quickly(make, 0, "picture-lost")


if __name__ == "__main__":
    unittest.main()
