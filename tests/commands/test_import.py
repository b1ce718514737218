"""galley import: what it writes, what it never writes over, and that the articles it makes are those of the
source: every golden issue is built as it is and again after an import, and the trees are compared, places and
file names aside.

Run by ctest with GALLEY set to the program and GOLDENS_TREE to the one that prints trees.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from program import Program

GOLDENS = pathlib.Path(__file__).resolve().parents[1] / "goldens"
TREE = str(pathlib.Path(os.environ["GOLDENS_TREE"]).resolve())


def tree_of(issue, options=()):
    said = subprocess.run([TREE, *options, issue.name], cwd=issue.parent, capture_output=True, timeout=120, check=True)
    return said.stdout.decode("utf-8")


def one_text(nodes):
    """Text nodes that stand beside each other, as one."""
    return nodes[1] + "".join(line[len(nodes[1]):-1] for line in nodes[0].splitlines()) + '"'


def articles_of(tree):
    """The articles that tree.txt's text describes, without places and names of files, sorted."""
    articles = []
    for text in re.split(r"^(?=article )", tree, flags=re.M)[1:]:
        lines = []
        for line in text.splitlines():
            if re.match(r"article |section |  (id|path|slug|file|section|title from|order|lang) ", line):
                continue
            line = re.sub(r"  @\d+:\d+$", "", line)
            line = re.sub(r"^  (given|heading|file name) ", "  title ", line)
            line = re.sub(r' src="[^"]*"', " src", line)
            line = re.sub(r'"article:[^"#]*', '"article:', line)
            lines.append(line)
        # in how many nodes a text stands says nothing, nor does how much space is between words
        text = re.sub(r'^(\s+")(.*)"(?:\n\1(.*)")+$', one_text, "\n".join(lines), flags=re.M)
        text = re.sub(r'^(\s+)"(.*)"$', lambda text: text[1] + " ".join(text[2].replace("\\n", " ").split()), text,
                      flags=re.M)
        articles.append(text)
    return sorted(articles)


class Import(Program):
    maxDiff = None

    def import_into(self, into, *sources, status=0):
        run = self.galley("import", *map(str, sources), "--into", str(into))
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    # -- the same articles

    def test_articles_are_those_of_the_source(self):
        for case in sorted(path.parent for path in GOLDENS.glob("*/in")):
            with self.subTest(case.name):
                paper = self.here / case.name
                shutil.copytree(case, paper, ignore=shutil.ignore_patterns("expected"))
                run = self.galley("import", f"{case.name}/in", "--into", f"{case.name}/again")
                if run.returncode == 1:
                    self.assertRegex(run.stderr, r"error: ")  # a case of errors
                    continue
                self.assertEqual(run.returncode, 0, run.stderr)
                if (case / "in" / "issue.yaml").exists():
                    shutil.copy(case / "in" / "issue.yaml", paper / "again")
                before = articles_of(tree_of(paper / "in"))
                after = articles_of(tree_of(paper / "again"))
                self.assertEqual("\n\n".join(before).split("\n"), "\n\n".join(after).split("\n"))


    # -- what is written

    SOURCE = "---\ntitle: 'Ice: a *report*'\nauthor: Olive Schreiner\ndate: 2026-01-10\ntags: [ice, quay]\n---\n\n" \
             "The quay froze.[^1]\n\n![A boat](boat.png)\n\n[^1]: On Monday.\n"
    PICTURE = GOLDENS / "captions-alt" / "in" / "boat.png"

    def source(self):
        self.write("in/ice.md", self.SOURCE)
        shutil.copy(self.PICTURE, self.here / "in" / "boat.png")

    def test_front_matter_text_and_picture(self):
        self.source()
        run = self.import_into("june", "in/ice.md")
        self.assertEqual(run.stdout.splitlines()[:2], ["june/images/boat.png", "june/01-ice-a-report.md"])
        self.assertEqual((self.here / "june/01-ice-a-report.md").read_text(encoding="utf-8"),
                         "---\ntitle: 'Ice: a *report*'\nauthors:\n- Olive Schreiner\ndate: 2026-01-10\ntags:\n- ice\n"
                         "- quay\n---\n\nThe quay froze.[^1]\n\n![A boat](images/boat.png)\n\n[^1]: On Monday.\n")
        self.assertEqual((self.here / "june/images/boat.png").read_bytes(), self.PICTURE.read_bytes())

    def files(self):
        return {path.relative_to(self.here).as_posix(): path.read_bytes()
                for path in self.here.rglob("*") if path.is_file()}

    def test_nothing_is_written_over(self):
        self.source()
        self.write("june/images/boat.png", "somebody's own")
        before = self.files()
        run = self.import_into("june", "in/ice.md", status=1)
        self.assertIn("june/images/boat.png: error: this file is there already [import-exists]", run.stderr)
        self.assertIn("nothing was written", run.stderr)
        self.assertEqual(self.files(), before)
        run = self.galley("import", "in/ice.md", "--into", "june", "--force")
        self.assertEqual(run.returncode, 0)
        self.assertEqual((self.here / "june/images/boat.png").read_bytes(), self.PICTURE.read_bytes())

    def test_dry_run_says_all_and_writes_nothing(self):
        self.source()
        before = self.files()
        run = self.galley("import", "in/ice.md", "--into", "june", "--dry-run")
        self.assertEqual(run.returncode, 0)
        self.assertIn("june/01-ice-a-report.md", run.stdout)
        self.assertEqual(self.files(), before)

    def test_a_directory_that_cannot_be_made_leaves_nothing(self):
        self.source()
        (self.here / "june").mkdir()
        (self.here / "june/images").write_text("a file where the directory should be", encoding="utf-8")
        before = self.files()
        self.import_into("june", "in/ice.md", status=3)
        self.assertEqual(self.files(), before)

    def test_json_names_the_files(self):
        self.source()
        run = self.galley("import", "in/ice.md", "--into", "june", "--json")
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([line["path"] for line in lines if line["kind"] == "file"],
                         ["june/images/boat.png", "june/01-ice-a-report.md"])

    def test_usage(self):
        self.assertEqual(self.galley("import", "in/ice.md").returncode, 2)
        self.assertEqual(self.galley("import", "--into", "june").returncode, 2)
        self.assertEqual(self.galley("import", "nothing.md", "--into", "june").returncode, 3)


if __name__ == "__main__":
    unittest.main()
