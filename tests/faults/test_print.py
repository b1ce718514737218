"""Print in harm's way: PDFs are whole or not there, whoever is refused one is told why, and what no press would take
is set in bounded time and memory."""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import time
import unittest

import paper

REFUSED, SYSTEM = 1, 3  # exit statuses
KILOBYTES_MOST = 400_000
SECONDS_MOST = 60  # where others use the machine too
STYLE = "@page { size: A5; margin: 15mm }\nbody { font-family: Vollkorn; font-size: 10pt; line-height: 13pt; hyphens: auto }\n"


class Print(paper.Faults):
    def paper_of(self, text, css=STYLE, settings=""):
        """A paper of one article in a theme of its own."""
        self.write("styles/mine/theme.yaml", "name: Mine\n")
        self.write("styles/mine/book.css", "p { margin-top: 0 }\n")
        self.write("styles/mine/print.css", css)
        self.write("publication.yaml", "title: Slipway\nlanguage: en\ntheme: mine\noutputs: [epub, press, screen]\n" + settings)
        self.write("issue/issue.yaml", "date: 2026-01-01\ncover: none\n")
        self.write("issue/01.md", f"---\ntitle: Ebb\n---\n\n{text}\n")
        self.output = self.home / "out"

    def build(self, *options, **more):
        run = self.galley("build", "--again", "-o", self.output, *options, self.home / "issue", **more)
        return run.returncode, (run.stdout + run.stderr).decode("utf-8", "replace")

    def made(self):
        return sorted(path.suffix for path in paper.files_in(self.output)) if self.output.exists() else []

    def test_a_font_that_is_not_there(self):
        self.paper_of("Text.", STYLE.replace("Vollkorn", "Nobody Cut This"))
        for formats in ("press", "screen", "press,screen", "epub", "epub,press,screen"):
            status, said = self.build("-t", formats)
            self.assertEqual(REFUSED, status, said)
            self.assertIn("Nobody Cut This", said)
            self.assertIn("1 error", said.splitlines()[-1])
            self.assertEqual([], self.made())

    def test_fonts_that_are_none(self):
        whole = next(pathlib.Path("/usr/share/fonts").rglob("Vollkorn-Regular.*")).read_bytes()
        css = STYLE.replace("Vollkorn", "Vollkorn, 'Linux Biolinum'")
        for font in (b"", whole[:3000], whole[:len(whole) // 2], bytes(range(256)) * 40, whole[:400] + bytes(90000)):
            self.paper_of("Text.", css)
            self.write("styles/mine/theme.yaml", "name: Mine\nprint_fonts: [mine.otf]\n")
            self.write("styles/mine/fonts/mine.otf", font)
            status, said = self.build("-t", "press,screen")
            self.assertIn(status, (0, REFUSED, SYSTEM), said)
            self.assertEqual([".pdf", ".pdf"] if status == 0 else [], self.made())
            self.assertTrue(status == 0 or said.strip(), "no word why")
            shutil.rmtree(self.output, ignore_errors=True)

    def test_no_room_for_it(self):
        """RLIMIT_FSIZE at many sizes: the PDFs before stand."""
        self.paper_of("\n\n".join("The boats go out before it is light. " * 30 for _ in range(60)))
        formats = ("-t", "press,screen")
        status, said = self.build(*formats)
        self.assertEqual(0, status, said)
        largest = max(path.stat().st_size for path in paper.files_in(self.output))
        olds = {path: b"old" for path in paper.files_in(self.output)}
        for limit in (0, 1, 5000, *range(20_000, largest, largest // 5)):
            for path, old in olds.items():
                path.write_bytes(old)
            status, said = self.build(*formats, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))
            self.assertEqual(SYSTEM, status, said)
            self.assertIn("File too large", said)
            self.assertEqual(sorted(olds), sorted(paper.files_in(self.output)))
            self.assertTrue(all(path.read_bytes() == old for path, old in olds.items()))

    def test_interrupted(self):
        """At many moments, whatever each thread is at."""
        self.paper_of("\n\n".join("The boats go out before it is light. " * 30 for _ in range(400)))
        command = [paper.GALLEY, "build", "--again", "-q", "-t", "epub,press,screen", "-o", str(self.output),
                   str(self.home / "issue")]
        begin = time.monotonic()
        subprocess.run(command, env=paper.PLAIN, check=True, timeout=120)
        whole_seconds = time.monotonic() - begin
        expected = {path.name: path.read_bytes() for path in paper.files_in(self.output)}
        self.assertEqual(3, len(expected))
        for moment in range(12):
            shutil.rmtree(self.output, ignore_errors=True)
            run = subprocess.Popen(command, env=paper.PLAIN, stderr=subprocess.DEVNULL)
            time.sleep(whole_seconds * moment / 11)
            run.send_signal(signal.SIGINT if moment % 2 else signal.SIGTERM)
            run.wait(timeout=120)
            for path in paper.files_in(self.output) if self.output.exists() else []:
                if not path.name.startswith("."):
                    self.assertEqual(expected[path.name], path.read_bytes(), f"at {moment}")
        subprocess.run(command, env=paper.PLAIN, check=True, timeout=120)
        self.assertEqual(sorted(expected), sorted(path.name for path in paper.files_in(self.output)))

    def test_without_a_worker_for_pictures(self):
        """Not there, or one that dies: pictures are left out with a warning, and the rest is printed."""
        home = self.home / "program"
        (home / "share").mkdir(parents=True)
        (home / "bin").mkdir()
        shutil.copy(paper.GALLEY, home / "bin/galley")
        shutil.copytree(paper.SOURCE / "share/icc", home / "share/icc")
        self.paper_of("Text.\n\n![A boat](boat.png)\n\nMore text.")
        self.write("issue/boat.png", paper.png(side_px=300))
        worker = home / "bin/galley-images"
        for script in (None, "#!/bin/sh\nkill -9 $$\n", "#!/bin/sh\nexit 0\n", "#!/bin/sh\necho nonsense; sleep 1\n"):
            if script is not None:
                worker.write_text(script)
                worker.chmod(0o755)
            shutil.rmtree(self.output, ignore_errors=True)
            run = subprocess.run([home / "bin/galley", "build", "-t", "press,screen", "-o", self.output,
                                  self.home / "issue"], env=paper.PLAIN, capture_output=True, timeout=120)
            said = (run.stdout + run.stderr).decode()
            self.assertEqual(0, run.returncode, said)
            self.assertRegex(said, r'boat\.png" was left out: \S')
            self.assertEqual([".pdf", ".pdf"], self.made())

    def bounded(self, text):
        """Builds it within the bounds; the pages' text."""
        self.paper_of(text)
        begin = time.monotonic()
        child = subprocess.Popen([paper.GALLEY, "build", "--again", "-t", "press,screen", "-o", self.output,
                                  self.home / "issue"], env=paper.PLAIN, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.stderr.close()
        child.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(0, child.returncode, said)
        self.assertLess(time.monotonic() - begin, SECONDS_MOST)
        if "ASAN_OPTIONS" not in paper.PLAIN and "TSAN_OPTIONS" not in paper.PLAIN:
            self.assertLess(usage.ru_maxrss, KILOBYTES_MOST)
        pdf = next(self.output.glob("*-screen.pdf"))
        subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True, timeout=120)
        return subprocess.run(["pdftotext", "-raw", "-nopgbrk", pdf, "-"], check=True, capture_output=True,
                              timeout=120).stdout.decode("utf-8")

    def test_what_no_press_would_take(self):
        words = "boats go out before it is light "
        for name, text in {
            "marks on a letter": "a" + "\u05b0" * 100_000 + " end",
            "one paragraph": words * 40_000 + "end",
            "one stanza": "::: verse\n" + (words + "\n") * 30_000 + "end\n:::",
            "one listing": "```\n" + (words + "\n") * 30_000 + "end\n```",
            "notes": " ".join(f"w[^{i}]" for i in range(3000)) + " end\n\n" + "".join(f"[^{i}]: {words}\n" for i in range(3000)),
            "rows": "| a | b |\n|---|---|\n" + "| c | d |\n" * 9000 + "\nend",
            "a long word": "x" * 200_000 + " end",
        }.items():
            with self.subTest(name):
                self.assertIn("end", self.bounded(text))

    def test_no_word_is_lost(self):
        """Of text without a place to break at, and of a paragraph that is set in parts."""
        numbered = [f"w{i}w" for i in range(16_000)]
        for text in (" ".join(numbered), "\u00a0".join(numbered[:2000])):
            printed = self.bounded(text)
            self.assertIn("".join(text.split()), "".join(printed.split()))


if __name__ == "__main__":
    unittest.main()
