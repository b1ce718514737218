"""Editions: a corrected one differs from the one before only where it must, and `galley show --diff` says
what changed."""
import json
import os
import shutil
import struct
import unittest
import zipfile
import zlib

from program import Program

ARTICLES = {
    "01-ice.md": "---\ndate: 2026-01-08\nauthor: the harbour desk\n---\n# Ice on the quay\n\n"
                 "The quay is 4 m long[^1], says [the council](council/02-budget.md#the-sum).\n\n[^1]: By the chart.\n",
    "council/01-vote.md": "---\ndate: 2026-01-09\n---\n# The vote\n\n## Who was there\n\nNine of ten.\n\n"
                          "![The hall](../images/hall.png)\n\nSee [the ice](../01-ice.md).\n",
    "council/02-budget.md": "# The budget\n\n## The sum\n\nForty thousand, in words and figures.\n",
    "letters/01-reply.md": "# A reply\n\nYou wrote of the ice. “It was colder once.”\n\n## The sum\n\nTwo winters.\n",
    "letters/02-reply.md": "# A reply\n\nNo, it was not.\n",
}


def png(grey):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes([grey]) * 8) * 8
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Editions(Program):
    def setUp(self):
        super().setUp()
        self.write("publication.yaml", "title: The Harbour Bell\nlanguage: en\n")
        self.write("issues/1-winter/issue.yaml", "number: 1\ndate: 2026-01-10\n")
        for path, text in ARTICLES.items():
            self.write(f"issues/1-winter/{path}", text)
        self.write("issues/1-winter/images/hall.png", "").write_bytes(png(128))
        self.build()
        shutil.copy(self.here / "output/1-winter.epub", self.here / "old.epub")

    def build(self):
        run = self.galley("build", "--strict", "issues/1-winter")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def edit(self, path, *pairs):
        file = self.here / "issues/1-winter" / path
        text = file.read_text(encoding="utf-8")
        for old, new in pairs:
            self.assertIn(old, text)
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")

    def correct(self, *pairs):
        """The first article, with a correction of four days later."""
        self.edit("01-ice.md", ("author:", "corrections:\n  - date: 2026-01-14\n    text: The quay is 40 m long.\nauthor:"),
                  *pairs)

    def parts(self, book):
        with zipfile.ZipFile(self.here / book) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def differing(self):
        """The parts in which the new edition is another."""
        self.build()
        old, new = self.parts("old.epub"), self.parts("output/1-winter.epub")
        self.assertEqual(list(old), list(new))
        return {name for name in old if old[name] != new[name]}

    def diff(self, *arguments):
        run = self.galley("show", "--json", "--diff", "old.epub", *arguments, "issues/1-winter")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        return json.loads(run.stdout)

    # -- a corrected edition

    def test_correction_touches_its_article_the_imprint_and_the_date(self):
        self.correct(("4 m long", "40 m long"))
        self.assertEqual(self.differing(), {"EPUB/ice.xhtml", "EPUB/imprint.xhtml", "EPUB/package.opf"})

    def test_package_differs_in_nothing_but_the_date(self):
        self.correct(("4 m long", "40 m long"))
        self.build()
        old, new = (self.parts(book)["EPUB/package.opf"].decode() for book in ("old.epub", "output/1-winter.epub"))
        self.assertIn("2026-01-10T00:00:00Z</meta>", old)
        self.assertIn("2026-01-14T00:00:00Z</meta>", new)
        self.assertEqual(old.replace("2026-01-10T00:00:00Z", "2026-01-14T00:00:00Z"), new)

    def test_correction_stands_at_the_article_and_on_the_imprint(self):
        self.correct()
        self.build()
        new = self.parts("output/1-winter.epub")
        for part in ("EPUB/ice.xhtml", "EPUB/imprint.xhtml"):
            self.assertIn("The quay is 40 m long.", new[part].decode(), part)
            self.assertIn("14 January 2026", new[part].decode(), part)
        self.assertIn('href="ice.xhtml"', new["EPUB/imprint.xhtml"].decode())

    def test_article_keeps_its_ids(self):
        self.edit("council/01-vote.md", ("Nine of ten.", "Ten of ten, after all.\n\n## What they said\n\nYes."))
        self.build()
        page = self.parts("output/1-winter.epub")["EPUB/vote.xhtml"].decode()
        old = self.parts("old.epub")["EPUB/vote.xhtml"].decode()
        for mark in ('id="who-was-there"', 'src="images/hall.png"', 'href="ice.xhtml"'):
            self.assertIn(mark, old)
            self.assertIn(mark, page)

    def test_new_headline_reaches_contents_and_navigation_but_no_other_article(self):
        self.correct(("# Ice on the quay", "# Much ice on the quay"))
        self.assertEqual(self.differing(), {
            "EPUB/ice.xhtml", "EPUB/imprint.xhtml", "EPUB/package.opf", "EPUB/contents.xhtml",
            "EPUB/navigation.xhtml", "EPUB/navigation.ncx", "EPUB/images/cover.jpg"})

    def test_more_minutes_reach_the_contents_and_nothing_else(self):
        self.correct(("4 m long", "4 m long" + ", more or less" * 300))
        self.assertEqual(self.differing(), {"EPUB/ice.xhtml", "EPUB/imprint.xhtml", "EPUB/package.opf",
                                            "EPUB/contents.xhtml"})

    def test_corrected_note_and_heading_leave_the_others_alone(self):
        self.edit("letters/01-reply.md", ("## The sum", "## The whole sum[^a]"), ("Two winters.", "Three.\n\n[^a]: Yes."))
        self.assertEqual(self.differing() - {"EPUB/package.opf"}, {"EPUB/reply.xhtml"})

    def test_corrections_need_not_have_dates(self):
        self.edit("01-ice.md", ("author:", "correction: It thawed.\nmodified: 2026-01-12T08:00:00+01:00\nauthor:"))
        self.assertEqual(self.differing(), {"EPUB/ice.xhtml", "EPUB/imprint.xhtml", "EPUB/package.opf"})
        self.assertEqual(self.diff()["modified"], {"was": "2026-01-10T00:00:00Z", "now": "2026-01-12T07:00:00Z"})

    # -- show --diff

    def test_nothing_changed(self):
        answer = self.diff()
        self.assertTrue(answer["same_identity"] and answer["same_bytes"])
        self.assertEqual((answer["articles"], answer["parts"], answer["unchanged_articles"]), ([], [], 5))
        run = self.galley("show", "--diff", "old.epub", "issues/1-winter")
        self.assertIn("byte for byte", run.stdout)

    def test_correction_is_told_with_its_words(self):
        self.correct(("4 m long", "40 m long"), ("# Ice on the quay", "# Much ice on the quay"))
        answer = self.diff()
        self.assertTrue(answer["same_identity"])
        self.assertEqual(answer["modified"], {"was": "2026-01-10T00:00:00Z", "now": "2026-01-14T00:00:00Z"})
        [ice] = answer["articles"]
        self.assertEqual((ice["change"], ice["title"], ice["moved"]), ("changed", "Much ice on the quay", False))
        self.assertEqual(ice["fields"], [{"name": "title", "was": "Ice on the quay", "now": "Much ice on the quay"}])
        self.assertEqual((ice["words_added"], ice["words_removed"], len(ice["paragraphs"])), (1, 1, 1))
        self.assertEqual(ice["corrections"], ["14 January 2026 The quay is 40 m long."])
        run = self.galley("show", "--diff", "old.epub", "issues/1-winter")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertTrue(run.stdout.startswith("Identity: the same"))
        for said in ("Much ice on the quay", "1 word added, 1 removed", "The quay is 4 m", "The quay is 40 m",
                     "correction: 14 January 2026"):
            self.assertIn(said, run.stdout)

    def test_added_removed_and_moved_articles(self):
        issue = self.here / "issues/1-winter"
        (issue / "letters/02-reply.md").unlink()
        self.write("issues/1-winter/letters/03-thanks.md", "# Thanks\n\nFor all.\n")
        self.edit("council/01-vote.md", ("date: 2026-01-09", "date: 2026-01-09\norder: 9"))
        self.edit("council/02-budget.md", ("# The budget", "---\norder: 1\n---\n# The budget"))
        answer = self.diff()
        found = {(a["change"], a["title"], a.get("moved")) for a in answer["articles"]}
        self.assertIn(("added", "Thanks", None), found)
        self.assertIn(("removed", "A reply", None), found)
        moved = [a for a in answer["articles"] if a.get("moved")]
        self.assertEqual(len(moved), 1)  # of two that changed places one must have moved
        self.assertEqual(answer["unchanged_articles"], 3)

    def test_article_with_another_file_name_is_the_same_by_its_headline(self):
        os.rename(self.here / "issues/1-winter/council/02-budget.md", self.here / "issues/1-winter/council/02-money.md")
        self.edit("01-ice.md", ("02-budget.md", "02-money.md"))
        budget = [a for a in self.diff()["articles"] if a["title"] == "The budget"]
        self.assertEqual(budget[0]["fields"], [{"name": "file", "was": "budget.xhtml", "now": "money.xhtml"}])

    def test_pictures_and_metadata(self):
        (self.here / "issues/1-winter/images/hall.png").write_bytes(png(7))
        self.write("issues/1-winter/issue.yaml", "number: 1\ndate: 2026-01-10\npublisher: The harbour desk\n")
        answer = self.diff()
        self.assertEqual([(p["name"], p["change"]) for p in answer["pictures"]], [("EPUB/images/hall.png", "changed")])
        self.assertEqual(answer["metadata"][0], {"name": "publisher", "now": "The harbour desk"})
        run = self.galley("show", "--diff", "old.epub", "issues/1-winter")
        self.assertIn("libraries take a book for a newer edition by this date", run.stdout)
        self.assertIn("hall.png", run.stdout)

    def test_another_identity_is_said_first_and_is_no_error(self):
        self.write("issues/1-winter/issue.yaml", "number: 2\ndate: 2026-01-10\n")
        self.assertFalse(self.diff()["same_identity"])
        run = self.galley("show", "--diff", "old.epub", "issues/1-winter")
        self.assertEqual(run.returncode, 0)
        self.assertTrue(run.stdout.startswith("warning: this is another book"))
        old = self.diff()["identifier"]["was"]
        self.assertIn(f"id: {old}", run.stdout)
        self.write("issues/1-winter/issue.yaml", f"number: 2\ndate: 2026-01-10\nid: {old}\n")  # as it says
        self.assertTrue(self.diff()["same_identity"])

    def test_what_is_no_epub_is_told(self):
        self.write("text.epub", "no archive")
        with zipfile.ZipFile(self.here / "empty.epub", "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
        for path in ("text.epub", "empty.epub", "nowhere.epub", "issues"):
            with self.subTest(path=path):
                run = self.galley("show", "--diff", path, "issues/1-winter")
                self.assertEqual((run.returncode, run.stdout), (1, ""))
                self.assertIn(f"galley: {path}: ", run.stderr)

    def test_one_issue_at_a_time(self):
        self.write("issues/2-spring/a.md", "# One\n\nText.\n")
        self.assertEqual(self.galley("show", "--diff", "old.epub").returncode, 2)
        self.assertEqual(self.galley("build", "--diff", "old.epub", "issues/1-winter").returncode, 2)

    def test_nothing_is_written(self):
        self.correct()
        before = {path: path.stat().st_mtime_ns for path in self.here.rglob("*") if path.is_file()}
        self.diff()
        self.assertEqual({path: path.stat().st_mtime_ns for path in self.here.rglob("*") if path.is_file()}, before)

    def test_a_strangers_text_does_not_drive_the_terminal(self):
        with zipfile.ZipFile(self.here / "old.epub") as book, zipfile.ZipFile(self.here / "evil.epub", "w") as evil:
            for name in book.namelist():
                evil.writestr(name, book.read(name).replace(b"Nine of ten.", "\u009b31m \u202eNine".encode())
                              .replace(b"The vote<", "\u009b2JThe vote<".encode()))
        run = self.galley("show", "--color", "never", "--diff", "evil.epub", "issues/1-winter")
        self.assertEqual(run.returncode, 0)
        self.assertIn("\ufffd2JThe vote", run.stdout)
        self.assertFalse(set(run.stdout) & {"\u009b", "\u202e", "\u001b"})


if __name__ == "__main__":
    unittest.main()
