"""Print editions: pages as text, held to goldens, and page numbers that are the same on paper and in the e-book.

    CASE/in/                an issue; CASE holds a publication.yaml and a theme of its own around it
    CASE/expected/pages.txt what print-pages says: extent, page breaks, outline, structure, every page's display list

After a change that is meant:
    GALLEY=build/galley PRINT_PAGES=build/print-pages test_pages.py --accept [CASE]
then look at the PDFs as images, and read every line that git shows as changed.
"""
import difflib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
PAGES = str(pathlib.Path(os.environ.get("PRINT_PAGES", "build/print-pages")).resolve())
CASES = sorted(path for path in HERE.iterdir() if (path / "in").is_dir())
WORDS_COMPARED = 4


def pages_of(case, *options):
    said = subprocess.run([PAGES, *options, "in"], cwd=case, capture_output=True, timeout=120)
    if said.returncode != 0 or said.stderr:
        raise AssertionError(f"print-pages: status {said.returncode}\n{said.stderr.decode()}")
    return said.stdout.decode("utf-8")


def build(directory, issue, home, *options, env=None, umask=-1):
    said = subprocess.run([GALLEY, "build", "-t", "epub,press,screen", "-o", str(home), *options, issue],
                          cwd=directory, capture_output=True, text=True, timeout=300, umask=umask,
                          env={**os.environ, **(env or {})})
    if said.returncode != 0:
        raise AssertionError(f"galley build: status {said.returncode}\n{said.stderr}")
    return {path.suffix if path.suffix == ".epub" else path.stem.rsplit("-", 1)[1]: path
            for path in pathlib.Path(home).iterdir() if path.suffix in (".epub", ".pdf")}


def copied(case, home):
    """What is built leaves pictures and books beside itself: never in the tests."""
    pathlib.Path(home).mkdir(exist_ok=True)
    return shutil.copytree(case, pathlib.Path(home, "case"))


def plain(text):
    """Letters and digits alone, as any two programs write them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN")


def pdf_pages(path):
    said = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, timeout=120, check=True)
    return [plain(page) for page in said.stdout.decode("utf-8").split("\f")]


def breaks_in(book):
    """(label, the text behind the marker) in reading order."""
    found = []
    with zipfile.ZipFile(book) as archive:
        navigation = archive.read("EPUB/navigation.xhtml").decode("utf-8")
        listed = re.findall(r'<a href="([^"#]+)#page-([^"]+)">', navigation)
        for file, label in listed:
            page = archive.read(f"EPUB/{file}").decode("utf-8")
            behind = page.split(f'id="page-{label}"', 1)[1].split(">", 1)[1]
            behind = re.sub(r"<figure.*?</figure>|<aside.*?</aside>|<nav.*", " ", behind, flags=re.S)
            behind = re.sub(r'<sup.*?</sup>|<a [^>]*noteref.*?</a>', "", behind, flags=re.S)
            words = html.unescape(re.sub(r"<[^>]+>", "", behind)).split()
            found.append((label, words))
    return found


class Print(unittest.TestCase):
    def same(self, expected, found, name):
        if expected != found:
            difference = difflib.unified_diff(expected.splitlines(), found.splitlines(), name, "found", n=1,
                                              lineterm="")
            self.fail("\n" + "\n".join(list(difference)[:60]))

    def test_pages(self):
        self.assertTrue(CASES)
        for case in CASES:
            with self.subTest(case=case.name):
                self.same((case / "expected/pages.txt").read_text(encoding="utf-8"), pages_of(case), "pages.txt")

    def test_pages_are_the_same_on_any_number_of_threads(self):
        for case in CASES:
            self.assertEqual(pages_of(case, "--jobs", "1"), pages_of(case, "--jobs", "8"))

    def test_files_are_the_same_bytes_wherever_they_are_made(self):
        ways = ([], ["--jobs", "1"], ["--jobs", "8"])
        worlds = ({}, {"TZ": "Pacific/Kiritimati"}, {"LANG": "de_DE.UTF-8", "LC_ALL": "C", "LANGUAGE": "fr"})
        for case in CASES:
            seen = set()
            for way in ways:
                for world in worlds:
                    with tempfile.TemporaryDirectory() as home:
                        files = build(copied(case, home), "in", pathlib.Path(home, "out"), *way, env=world)
                        self.assertEqual({".epub", "press", "screen"}, set(files))
                        seen.add(tuple(files[name].read_bytes() for name in sorted(files)))
            self.assertEqual(1, len(seen), case.name)

    def test_samples_are_the_same_bytes_wherever_they_are_made(self):
        """With their pictures and all their scripts; in another directory, by other threads, in another world."""
        worlds = ((["--jobs", "1"], {"TZ": "America/Noronha", "LC_ALL": "C"}, 0o077),
                  (["--jobs", "8"], {"TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8"}, 0o022))
        for name in ("issues/spring", "issues/monde", "tests/print/scripts"):
            seen = set()
            for way, world, umask in worlds:
                with tempfile.TemporaryDirectory() as home:
                    case = copied(SOURCE / name, home)
                    files = build(case.parent, case.name, pathlib.Path(home, "out"), *way, env=world, umask=umask)
                    self.assertEqual({".epub", "press", "screen"}, set(files))
                    seen.add(tuple(files[kind].read_bytes() for kind in sorted(files)))
            self.assertEqual(1, len(seen), name)

    def test_the_book_knows_the_pages_of_the_pdf(self):
        for directory, issue in [(SOURCE, "issues/spring"), *((case, "in") for case in CASES)]:
            with self.subTest(issue=f"{directory.name}/{issue}"), tempfile.TemporaryDirectory() as home:
                place = directory if directory == SOURCE else copied(directory, home)
                files = build(place, issue, pathlib.Path(home, "out"))
                for kind in ("screen", "press"):
                    pages = pdf_pages(files[kind])
                    breaks = breaks_in(files[".epub"])
                    self.assertGreater(len(breaks), 1)
                    for label, words in breaks:
                        wanted = plain("".join(words[:WORDS_COMPARED]))
                        self.assertIn(wanted, pages[int(label) - 1], f"page {label} of {kind}")

    def test_one_format_gives_the_same_file_as_all(self):
        with tempfile.TemporaryDirectory() as home:
            case = copied(CASES[0], home)
            all_files = build(case, "in", pathlib.Path(home, "all"))
            alone = pathlib.Path(home, "alone")
            for name in ("epub", "press", "screen"):
                subprocess.run([GALLEY, "build", "-q", "-t", name, "-o", alone, "in"], cwd=case, check=True, timeout=120)
            for path in all_files.values():
                self.assertEqual(path.read_bytes(), (alone / path.name).read_bytes(), path.name)

    def test_an_issue_without_a_print_edition_has_no_pages(self):
        with tempfile.TemporaryDirectory() as home:
            case = copied(CASES[0], home)
            settings = case / "publication.yaml"
            settings.write_text(settings.read_text().replace("outputs: [epub, press, screen]\n", ""))
            book = build(case, "in", pathlib.Path(home, "out"))[".epub"]
            self.assertEqual([], breaks_in(book))

    def show(self, home, pages):
        """What show says of the magazine's print edition that wishes for so many pages."""
        case = copied(HERE / "magazine", pathlib.Path(home, str(pages)))
        with (case / "publication.yaml").open("a") as settings:
            settings.write(f"print:\n  paper_mm: 0.1\n  pages: {pages}\n")
        ask = [GALLEY, "show", "in"]
        said = subprocess.run(ask, cwd=case, capture_output=True, text=True, timeout=120, check=True).stdout
        told = subprocess.run([*ask, "--json"], cwd=case, capture_output=True, text=True, timeout=120, check=True).stdout
        return said, json.loads(told)

    def test_show_says_what_to_cut(self):
        with tempfile.TemporaryDirectory() as home:
            (said, over), (_, right), (roomy, under) = (self.show(home, pages) for pages in (4, 8, 12))
        self.assertEqual([8] * 3, [told["print"]["pages"] for told in (over, right, under)])
        self.assertAlmostEqual(400, over["print"]["thickness_um"], delta=2)  # four sheets, each a tenth of a millimetre
        self.assertIn("Its sheets are 0.4 mm thick.", said)
        step = 4 * right["print"]["lines_per_page"]
        spare = [told["print"]["lines_to_spare"] for told in (over, right, under)]
        self.assertEqual([spare[1] - step, spare[1], spare[1] + step], spare)
        self.assertLess(spare[0], 0)
        self.assertIn(f"{-spare[0]} lines of a column too long", said)
        self.assertIn(f"room for {spare[2]} lines", roomy)
        self.assertEqual([], right["print"]["cut"])
        lines = {article["id"]: article["print"]["lines"]
                 for section in over["sections"] for article in section["articles"]}
        self.assertGreater(len(over["print"]["cut"]), 0)
        for cut in over["print"]["cut"]:
            self.assertLessEqual(cut["lines"], lines[cut["id"]] / 4)
        self.assertLessEqual(sum(cut["lines"] for cut in over["print"]["cut"]), -spare[0])


def accept(case):
    (case / "expected").mkdir(exist_ok=True)
    (case / "expected/pages.txt").write_text(pages_of(case), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--accept"]:
        for wanted in CASES:
            if not sys.argv[2:] or wanted.name in sys.argv[2:]:
                accept(wanted)
    else:
        unittest.main()
