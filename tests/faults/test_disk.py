"""A disk that is full, or that may not be written to: exit status 3, the reason is said, the old book
stands, and nothing lies about."""
import os
import resource
import shutil
import subprocess
import unittest

import paper

SYSTEM = 3  # exit status
NOBODY = 65534  # a user without rights


class Disk(paper.Faults):
    def setUp(self):
        super().setUp()
        self.publication()
        self.issue = self.home / "issue"
        paper.generate_without_cover(self.issue, 40)
        self.output = self.home / "out"
        self.book = self.output / "issue.epub"
        self.built(self.issue, "-o", self.output)
        self.new_bytes = self.book.stat().st_size
        self.book.write_bytes(b"the old book")

    def fails(self, reason, *arguments, **more):
        run = self.galley("build", self.issue, "-o", self.output, *arguments, **more)
        said = run.stderr.decode()
        self.assertEqual(SYSTEM, run.returncode, said)
        self.assertIn(reason, said)
        self.assertEqual(b"the old book", self.book.read_bytes())
        self.assertEqual([self.book], paper.files_in(self.output))

    def test_no_more_than_so_many_bytes(self):
        """RLIMIT_FSIZE: writes past it are cut short, then refused. The program is run as a shell runs
        it, with SIGXFSZ at its default."""
        self.assertGreater(self.new_bytes, 200_000)
        limits = [0, 1, 4096, *range(10_000, self.new_bytes, self.new_bytes // 9), self.new_bytes - 1]
        for limit in limits:
            for jobs in (1, 8):
                self.fails("File too large", "--jobs", jobs, preexec_fn=lambda: resource.setrlimit(
                    resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))
        run = self.built(self.issue, "-o", self.output, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (self.new_bytes, resource.RLIM_INFINITY)))
        self.assertEqual(self.new_bytes, self.book.stat().st_size, run.stderr)

    def on_small_disk(self, size, script):
        """Runs a shell script with a file system of `size` mounted on self.output, where one may."""
        mount = f'mount -t tmpfs -o size={size} none "$OUT" && '
        command = ["unshare", "--mount", "sh", "-c", mount + script]
        if os.geteuid() != 0:
            command[1:1] = ["--user", "--map-root-user"]
        environment = {**paper.PLAIN, "OUT": str(self.output), "ISSUE": str(self.issue),
                       "GALLEY": paper.GALLEY}
        return subprocess.run(command, env=environment, capture_output=True, timeout=120)

    def test_small_disk(self):
        if shutil.which("unshare") is None or self.on_small_disk("64k", "true").returncode != 0:
            self.skipTest("no file system can be mounted here")
        for size in ("4k", "64k", f"{self.new_bytes // 2048}k"):
            run = self.on_small_disk(
                size, 'echo old > "$OUT/issue.epub"; "$GALLEY" build "$ISSUE" -o "$OUT"; '
                      'echo "status $?"; ls -A "$OUT"; cat "$OUT/issue.epub"')
            self.assertEqual("status 3\nissue.epub\nold\n", run.stdout.decode(), run.stderr)
            self.assertIn("No space left on device", run.stderr.decode())
        run = self.on_small_disk("64m", '"$GALLEY" build "$ISSUE" -o "$OUT"; wc -c < "$OUT/issue.epub"')
        self.assertEqual(str(self.new_bytes), run.stdout.decode().strip(), run.stderr)

    def test_a_full_disk_spoils_no_other_issue(self):
        """Two issues, one of which fits."""
        self.write("small/01.md", "# A note\n\nShort.\n")
        run = self.galley("build", self.issue, self.home / "small", "-o", self.output,
                          preexec_fn=lambda: resource.setrlimit(
                              resource.RLIMIT_FSIZE, (self.new_bytes // 2, resource.RLIM_INFINITY)))
        self.assertEqual(SYSTEM, run.returncode, run.stderr)
        self.assertEqual(b"the old book", self.book.read_bytes())
        self.assertIn("EPUB/package.opf", paper.parts(self.output / "small.epub"))
        self.assertEqual({"issue.epub", "small.epub", "small-cover.jpg"},
                         {file.name for file in paper.files_in(self.output)})

    def test_answers_that_nobody_can_take(self):
        """/dev/full as standard output, for an answer that fills no buffer and for one that fills many."""
        self.write("small/01.md", "# A note\n\nShort.[^gone]\n")
        for command in (["show", self.issue], ["show", "--json", self.issue],
                        ["check", "--json", self.home / "small"], ["--help"]):
            with open("/dev/full", "wb") as full:
                run = subprocess.run([paper.GALLEY, *map(str, command)], stdout=full, env=paper.PLAIN,
                                     stderr=subprocess.PIPE, timeout=120)
            self.assertEqual(SYSTEM, run.returncode, command)
            self.assertIn(b"could not be written to the standard output", run.stderr)

    def test_places_that_are_none(self):
        self.write("file", "x")
        for place in ("file", "file/below"):
            run = self.galley("build", self.issue, "-o", self.home / place)
            self.assertEqual(SYSTEM, run.returncode, run.stderr)
        self.book.unlink()
        self.book.mkdir()
        run = self.galley("build", self.issue, "-o", self.output)
        self.assertEqual(SYSTEM, run.returncode, run.stderr)
        self.assertEqual([self.book], paper.files_in(self.output))

    def test_directory_that_may_not_be_written(self):
        more = {}
        if os.geteuid() == 0:  # root may write everywhere: somebody else tries
            more["user"] = NOBODY
            # … with a copy of the program, which may lie where only root may go
            more["executable"] = shutil.copy(paper.GALLEY, self.home / "galley")
            self.home.chmod(0o755)
            os.chown(self.output, NOBODY, NOBODY)
        self.output.chmod(0o500)
        try:
            self.fails("Permission denied", **more)
        finally:
            self.output.chmod(0o700)

    def test_directory_that_may_not_be_read(self):
        """It is named, the others are read, and the book before stays."""
        self.write("shut/01.md", "# A note\n\nShort.[^gone]\n")
        self.write("shut/letters/02.md", "# A letter\n\nShort.\n")
        more = {}
        if os.geteuid() == 0:
            more = {"user": NOBODY, "executable": shutil.copy(paper.GALLEY, self.home / "galley")}
            self.home.chmod(0o755)
        (self.home / "shut/letters").chmod(0)
        try:
            run = self.galley("check", "shut", cwd=self.home, **more)
        finally:
            (self.home / "shut/letters").chmod(0o700)
        self.assertEqual(1, run.returncode, run.stderr)
        self.assertIn("shut/letters: error: this file could not be read: it is a directory that may not be opened",
                      run.stdout.decode())
        self.assertIn("shut/01.md:3", run.stdout.decode())


if __name__ == "__main__":
    unittest.main()
