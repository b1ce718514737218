"""Every sample and every golden issue as a book before its judges: no error or warning of EPUBCheck, no
violation of Ace, no finding of galley check. And books that are spoilt on purpose, which must fail."""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
PAGE_MAP = str(pathlib.Path(os.environ.get("BOOKS_PAGE_MAP", "build/tests/books/books-page-map")).resolve())
GATE = str(HERE / "epub")
WALK = str(HERE / "walk")
sys.path.insert(0, str(SOURCE / "tests/print"))
import test_page_map  # noqa: E402


def issues():
    """(name, directory to stand in, arguments) of every issue that must become a good book."""
    for issue in sorted((SOURCE / "issues").iterdir()):
        if issue.is_dir():
            yield issue.name, SOURCE, [f"issues/{issue.name}"]
    for case in sorted((SOURCE / "tests/goldens").iterdir()):
        if (case / "in").is_dir():
            options = case / "options"
            words = shlex.split(options.read_text(encoding="utf-8")) if options.exists() else []
            yield case.name, case, [*words, "in"]


def build(name, directory, arguments, home):
    """Builds one issue and returns its book, named after the case so that judges' words can be placed."""
    output = pathlib.Path(home) / "built" / name
    said = subprocess.run([GALLEY, "build", "-o", str(output), *arguments], cwd=directory,
                          capture_output=True, text=True, timeout=120)
    books = sorted(output.glob("*.epub"))
    if said.returncode != 0 or len(books) != 1:
        raise AssertionError(f"{name}: status {said.returncode}\n{said.stderr}")
    return books[0].rename(pathlib.Path(home) / f"{name}.epub")


def build_with_pages(home):
    """Books with a list of printed pages; right to left, and in a language that Galley has no words for, too."""
    for lang in ("en", "ar", "und"):
        book = pathlib.Path(home) / f"pages-{lang}.epub"
        subprocess.run([PAGE_MAP, lang, str(book)], check=True, timeout=60)
        yield book


def judge(books):
    """Status and words of the gate over all books at once."""
    said = subprocess.run([GATE, *map(str, books)], capture_output=True, text=True, timeout=3000)
    return said.returncode, said.stdout + said.stderr


def spoil(book, target, part, old, new):
    """A copy of a book in which one part says something else."""
    with zipfile.ZipFile(book) as good, zipfile.ZipFile(target, "w") as bad:
        spoilt = False
        for entry in good.infolist():
            data = good.read(entry)
            if entry.filename == part:
                spoilt = old in data
                data = data.replace(old, new, 1)
            bad.writestr(entry, data)
    if not spoilt:
        raise AssertionError(f"{part} of {book.name} does not hold {old!r}")
    return target


def first_part_with(book, text):
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml") and text in archive.read(name):
                return name
    raise AssertionError(f"no page of {book.name} holds {text!r}")


class Books(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)

    def test_every_book_passes(self):
        books = [build(*issue, self.home.name) for issue in issues()]
        self.assertGreater(len(books), 1)
        books += build_with_pages(self.home.name)
        for book in books:
            with self.subTest(book=book.name, judge="galley check"):
                said = subprocess.run([GALLEY, "check", "--json", str(book)], capture_output=True,
                                      text=True, timeout=60)
                self.assertEqual((0, "", ""), (said.returncode, said.stdout, said.stderr))
        status, words = judge(books)
        self.assertEqual(0, status, words)
        self.assertIn(f"{len(books)} passed, 0 failed", words)

    def test_a_spoilt_book_fails(self):
        home = pathlib.Path(self.home.name)
        good = build("spring", SOURCE, ["issues/spring"], home)
        page = first_part_with(good, b"<figcaption")
        dead = spoil(good, home / "dead-link.epub", page, b'href="contents.xhtml"', b'href="nowhere.xhtml"')
        mute = spoil(good, home / "no-alt.epub", page, b' alt="', b' data-alt="')
        status, words = judge([dead, mute])
        self.assertEqual(1, status, words)
        self.assertIn("0 passed, 2 failed", words)
        self.assertRegex(words, r"dead-link\.epub.*RSC-007")
        self.assertRegex(words, r"no-alt\.epub.*ACE image-alt")

    def walk(self, book, *options):
        said = subprocess.run([WALK, *options, str(book)], capture_output=True, text=True, timeout=300)
        self.assertEqual("", said.stderr)
        return said.returncode, said.stdout

    def test_a_reading_system_finds_its_way(self):
        home = self.home.name
        books = [build(name, SOURCE, [f"issues/{name}"], home) for name in ("spring", "monde")]
        books.append(next(build_with_pages(home)))
        for book in books:
            with self.subTest(book=book.name):
                status, words = self.walk(book)
                self.assertEqual(0, status, words)
        self.assertRegex(words, r"printed pages [1-9]")

    def test_a_reading_system_comes_to_the_word_that_the_page_begins_with(self):
        """Along the list of pages, of an issue with all that may stand on one."""
        for theme in ("review", "gazette"):
            home = pathlib.Path(self.home.name) / f"pages-of-{theme}"
            test_page_map.write(home, theme)
            subprocess.run([GALLEY, "build", "-q", "-t", "epub,screen", "-o", "out", "in"], cwd=home, check=True, timeout=120)
            first = {}
            for number, page in test_page_map.pages_of_words(home / "out/in-screen.pdf").items():
                first[page] = min(first.get(page, number), number)
            status, words = self.walk(home / "out/in.epub", "--pages")
            self.assertEqual(0, status, words)
            found = {int(label): int(test_page_map.NUMBER.search(text).group())
                     for label, text in re.findall(r"^page (\d+): (.*)$", words, re.M)}
            self.assertGreater(len(found), 10)
            self.assertEqual(first, found)

    def test_a_reading_system_misses_what_is_not_there(self):
        home = pathlib.Path(self.home.name)
        good = build("spring", SOURCE, ["issues/spring"], home)
        page = first_part_with(good, b'epub:type="footnote"')
        lost = spoil(good, home / "lost-note.epub", page, b' id="note-', b' id="lost-')
        status, words = self.walk(lost)
        self.assertEqual(1, status, words)
        self.assertIn("the note is not in its call's page", words)
        astray = spoil(good, home / "astray.epub", "EPUB/navigation.xhtml", b'<a href="', b'<a href="nowhere-')
        status, words = self.walk(astray)
        self.assertEqual(1, status, words)
        self.assertIn("does not resolve", words)


if __name__ == "__main__":
    unittest.main()
