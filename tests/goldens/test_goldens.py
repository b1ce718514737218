"""Issues and what becomes of them, down to the last character.

    CASE/in/                  an issue; CASE may hold a publication.yaml around it
    CASE/options              options of the build, such as --draft
    CASE/expected/tree.txt    the articles' trees after enriching, with places
    CASE/expected/report.txt  what the build says
    CASE/expected/parts.txt   the book's parts in their order, and the SHA-256 of those that are no text;
                              a drawn cover depends on the machine's fonts, and a picture that was made anew
                              on its libvips: of both only kind and size
    CASE/expected/book/       its parts that are text; cases without this directory look only at the tree

A stylesheet that is the theme's own stands in parts.txt by that name only. After a change that is meant:
    GALLEY=build/galley GOLDENS_TREE=build/goldens-tree test_goldens.py --accept [CASE]
rewrites what there is in expected/ (make the directory expected/book to begin a book); then read every
line that git shows as changed, and ask of each whether it is right.
"""
import difflib
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
STYLES = HERE.parents[1] / "styles"
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
TREE = str(pathlib.Path(os.environ.get("GOLDENS_TREE", "build/goldens-tree")).resolve())
CASES = sorted(path for path in HERE.iterdir() if (path / "in").is_dir())
DRAWN = (1200, 1600)
TEXT_SUFFIXES = (".xhtml", ".opf", ".ncx", ".xml", ".css", ".svg")


def options_of(case):
    file = case / "options"
    return shlex.split(file.read_text(encoding="utf-8")) if file.exists() else []


def run(case, *command):
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.run(command, cwd=case, capture_output=True, timeout=120, env=environment)


def tree_of(case):
    """The text of tree.txt."""
    said = run(case, TREE, *options_of(case), "in")
    if said.returncode != 0 or said.stderr:
        raise AssertionError(f"goldens-tree: status {said.returncode}\n{said.stderr.decode()}")
    return said.stdout.decode("utf-8")


def theme_of(data):
    """The theme's stylesheet that has these bytes, as a path below the repository."""
    for path in sorted(STYLES.glob("*/book.css")):
        if path.read_bytes() == data:
            return path.relative_to(HERE.parents[1]).as_posix()
    return None


def size_of_jpeg(data):
    """Width and height that the frame header (ITU T.81, B.2.2) gives; None: no JPEG."""
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 <= len(data):
        marker, length = struct.unpack_from(">HH", data, at)
        if marker in (0xFFC0, 0xFFC1, 0xFFC2):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length
    return None


def made_anew(case):
    """Of the pictures that the book has in another form: part -> kind and size, as show tells them."""
    said = run(case, GALLEY, "show", *options_of(case), "--json", "in")
    shown = {f"EPUB/images/{picture['name']}": picture["in_book"] for picture in json.loads(said.stdout)["pictures"]}
    return {name: f"{picture['type']}, {picture['width']} by {picture['height']}"
            for name, picture in shown.items() if picture["made_anew"]}


def build(case):
    """What the build says, the list of parts, and the parts that are text: name -> bytes."""
    with tempfile.TemporaryDirectory() as around, tempfile.TemporaryDirectory() as home:
        case = shutil.copytree(case, pathlib.Path(around, case.name))  # what Galley keeps stays out of the sources
        said = run(case, GALLEY, "build", *options_of(case), "-o", home, "in")
        report = said.stderr.decode("utf-8").replace(home, "OUTPUT")
        if said.returncode != 0 or said.stdout:
            raise AssertionError(f"galley build: status {said.returncode}\n{report}")
        books = sorted(path for path in pathlib.Path(home).iterdir() if path.name != ".galley")
        covers = [path for path in books if path.name.endswith("-cover.jpg")]
        books = [path for path in books if path not in covers]
        if len(books) != 1 or books[0].suffix != ".epub" or len(covers) > 1:
            raise AssertionError(f"made {[book.name for book in books + covers]}")
        anew = made_anew(case)
        rows, texts = [], {}
        with zipfile.ZipFile(books[0]) as book:
            for part in book.infolist():
                method = "stored" if part.compress_type == zipfile.ZIP_STORED else "deflated"
                data = book.read(part)
                mark = ""
                if theme_of(data):
                    mark = "  " + theme_of(data)
                elif part.filename.endswith(TEXT_SUFFIXES):
                    texts[part.filename] = data
                elif covers and data == covers[0].read_bytes() and size_of_jpeg(data) == DRAWN:
                    mark = "  a cover of 1200 by 1600"
                elif part.filename in anew:
                    mark = "  made anew: " + anew[part.filename]
                else:
                    mark = "  " + hashlib.sha256(data).hexdigest()
                rows.append(f"{method} {part.filename}{mark}\n")
        return report, "".join([books[0].name + "\n", *rows]), texts


def texts_of(directory):
    return {path.relative_to(directory).as_posix(): path.read_bytes()
            for path in sorted(directory.rglob("*")) if path.is_file()}


class Goldens(unittest.TestCase):
    def same(self, expected, found, name):
        if expected != found:
            difference = difflib.unified_diff(expected.splitlines(), found.splitlines(), name, "found", n=1,
                                              lineterm="")
            self.fail("\n" + "\n".join(list(difference)[:60]))

    def test_trees(self):
        self.assertTrue(CASES)
        for case in CASES:
            with self.subTest(case=case.name):
                self.same((case / "expected/tree.txt").read_text(encoding="utf-8"), tree_of(case), "tree.txt")

    def test_books(self):
        for case in CASES:
            with self.subTest(case=case.name):
                expected = case / "expected"
                report, parts, texts = build(case)
                self.same((expected / "report.txt").read_text(encoding="utf-8"), report, "report.txt")
                if not (expected / "book").is_dir():
                    continue
                self.same((expected / "parts.txt").read_text(encoding="utf-8"), parts, "parts.txt")
                wanted = texts_of(expected / "book")
                self.assertEqual(sorted(wanted), sorted(texts))
                for name, data in texts.items():
                    self.same(wanted[name].decode("utf-8"), data.decode("utf-8"), name)


def accept(case):
    expected = case / "expected"
    expected.mkdir(exist_ok=True)
    report, parts, texts = build(case)
    (expected / "tree.txt").write_text(tree_of(case), encoding="utf-8")
    (expected / "report.txt").write_text(report, encoding="utf-8")
    if not (expected / "book").is_dir():
        return
    shutil.rmtree(expected / "book")
    (expected / "parts.txt").write_text(parts, encoding="utf-8")
    for name, data in texts.items():
        file = expected / "book" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--accept"]:
        for wanted in CASES:
            if not sys.argv[2:] or wanted.name in sys.argv[2:]:
                accept(wanted)
    else:
        unittest.main()
