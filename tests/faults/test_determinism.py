"""The same sources give the same bytes, whoever builds them, where and when."""
import os
import pathlib
import shutil
import socket
import subprocess
import time
import unittest
import zipfile

import paper

BEGIN = time.monotonic()
ZIP_TICK_SECONDS = 2  # what zip's clock can tell apart


class Determinism(paper.Faults):
    def setUp(self):
        super().setUp()
        self.spring = self.home / "papers/spring"
        shutil.copytree(paper.SOURCE / "issues/spring", self.spring)
        self.many = self.home / "papers/many"
        self.publication("papers")
        paper.generate(self.many, 60)
        self.expected = {issue: self.book(issue) for issue in (self.spring, self.many)}

    def book(self, issue, *arguments, output="out", **more):
        directory = self.home / output
        shutil.rmtree(directory, ignore_errors=True)
        shutil.rmtree(self.home / "papers/output", ignore_errors=True)  # the cover is drawn anew, too
        self.run_of_last = self.built(issue, "-o", directory, *arguments, **more)
        stem = pathlib.Path(str(issue)).name
        self.assertEqual({stem + ".epub", stem + "-cover.jpg"},
                         {file.name for file in paper.files_in(directory)})
        return (directory / f"{stem}.epub").read_bytes()

    def same(self, *arguments, **more):
        for issue, expected in self.expected.items():
            self.assertEqual(expected, self.book(issue, *arguments, **more),
                             f"{issue.name} {arguments} {more}")

    def test_the_books_are_worth_comparing(self):
        spring = paper.parts(self.write("spring.epub", self.expected[self.spring]))
        many = paper.parts(self.write("many.epub", self.expected[self.many]))
        self.assertGreater(len([name for name in spring if name.endswith(".xhtml")]), 8)
        self.assertTrue(any("/images/" in name for name in spring))
        self.assertGreater(len(many), 60)
        article = next(self.many.glob("*.md"))
        article.write_text(article.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")
        self.assertNotEqual(self.expected[self.many], self.book(self.many))

    def test_zone(self):
        for zone in ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "XYZ-13:37"):
            self.same(env={"TZ": zone})

    def test_locale(self):
        for name in ("C", "POSIX", "C.UTF-8", "en_US.UTF-8", "none_XX.UTF-8", "C.ISO-8859-1"):
            self.same(env={"LANG": name, "LC_ALL": name, "LANGUAGE": "de:fr"})

    def test_locale_made_for_this(self):
        """Turkish capitals, German numbers, Arabic digits: built here, so that they are there."""
        made = 0
        for source in ("tr_TR", "de_DE", "ar_EG"):
            directory = self.home / "locales"
            directory.mkdir(exist_ok=True)
            command = ["localedef", "-i", source, "-f", "UTF-8", str(directory / f"{source}.UTF-8")]
            if shutil.which("localedef") and subprocess.run(command, capture_output=True).returncode == 0:
                name = f"{source}.UTF-8"
                self.same(env={"LOCPATH": str(directory), "LC_ALL": name, "LANG": name})
                made += 1
        if made == 0:
            self.skipTest("no locale can be made here: localedef or the package `locales` is missing")

    def test_umask(self):
        for umask in (0o000, 0o022, 0o077, 0o777 & ~0o700):
            self.same(umask=umask)

    def test_jobs(self):
        said = {issue: set() for issue in self.expected}
        for count in (1, 2, 3, 8, 64):
            for issue, expected in self.expected.items():
                self.assertEqual(expected, self.book(issue, "--jobs", count))
                said[issue].add(self.run_of_last.stderr)
        self.assertEqual({1}, {len(reports) for reports in said.values()}, "the threads are heard")
        self.assertNotEqual({b""}, said[self.spring])

    def test_several_issues_at_once(self):
        """With several issues each is one job; the books are the same as alone."""
        for count in (1, 8):
            directory = self.home / f"both-{count}"
            self.built(self.spring, self.many, "-o", directory, "--jobs", count)
            for issue, expected in self.expected.items():
                self.assertEqual(expected, (directory / f"{issue.name}.epub").read_bytes())

    def test_place(self):
        self.link("way", "papers")
        for issue, expected in self.expected.items():
            for cwd, typed in ((self.home, f"papers/{issue.name}"), (issue.parent, issue.name),
                               (issue.parent, f"./{issue.name}/"), (pathlib.Path("/"), issue),
                               (self.home, f"way/{issue.name}"),
                               (self.home / "papers", f"../papers/{issue.name}")):
                self.assertEqual(expected, self.book(pathlib.Path(typed), cwd=cwd), f"{cwd} {typed}")

    def test_another_copy(self):
        """Files made in another order, at another time, under another path."""
        papers = self.home / "papers"
        copy = self.home / "a/longer way/to it"
        for file in sorted((file for file in papers.rglob("*") if file.is_file()), reverse=True):
            target = copy / file.relative_to(papers)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
            os.utime(target, (2**31 - 2, 2**31 - 2))
            target.chmod(0o600)
        for issue, expected in self.expected.items():
            self.assertEqual(expected, self.book(copy / issue.name))

    def test_later(self):
        """A whole tick of zip's clock later than the first book."""
        time.sleep(max(0.0, BEGIN + ZIP_TICK_SECONDS + 1.1 - time.monotonic()) + ZIP_TICK_SECONDS + 0.1)
        self.same()

    def test_environment(self):
        self.same(env={"HOME": "/nonexistent", "USER": "somebody", "LOGNAME": "somebody",
                       "TMPDIR": str(self.home), "COLUMNS": "20", "TERM": "xterm-256color",
                       "MALLOC_PERTURB_": "165"})

    def test_nothing_of_this_machine_is_in_a_book(self):
        strings = {str(self.home), self.home.name, str(paper.SOURCE)}
        if len(socket.gethostname()) > 5:
            strings.add(socket.gethostname())
        for issue in self.expected:
            book = self.write("book.epub", self.expected[issue])
            for name, content in paper.parts(book).items():
                for string in strings:
                    self.assertNotIn(string.encode(), content, name)
            with zipfile.ZipFile(book) as archive:
                for info in archive.infolist():
                    self.assertEqual((1980, 1, 1, 0, 0, 0), info.date_time)
                    self.assertEqual(0o100644 << 16, info.external_attr)
                    self.assertEqual((b"", b""), (info.extra, info.comment))

    def test_source_date_epoch(self):
        """The one clock that may be set: it changes the book, the same way each time."""
        one = self.book(self.spring, env={"SOURCE_DATE_EPOCH": "1700000000"})
        two = self.book(self.spring, env={"SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Tokyo"})
        self.assertEqual(one, two)
        package = paper.parts(self.write("dated.epub", one))["EPUB/package.opf"]
        self.assertIn(b"2023-11-14T22:13:20Z", package)


if __name__ == "__main__":
    unittest.main()
