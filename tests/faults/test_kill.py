"""A build that is killed, at any moment, leaves the old book or the new one, whole; what it leaves
besides, the next run removes.

Every moment that can matter is a system call of the main thread, which alone touches the output: the
program is stopped before and after each (ptrace), and killed there.
"""
import ctypes
import os
import shutil
import signal
import subprocess
import time
import unittest

import paper

TRACE_ME, TRACE_SYSCALL = 0, 24
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.ptrace.argtypes = [ctypes.c_long] * 4
LIBC.ptrace.restype = ctypes.c_long
TRACED = {**paper.PLAIN, "ASAN_OPTIONS": "detect_leaks=0"}  # the leak checker wants ptrace itself


def start_traced(command):
    """The program, stopped before its first instruction; None where tracing is not allowed."""
    child = os.fork()
    if child == 0:
        try:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            if LIBC.ptrace(TRACE_ME, 0, 0, 0) == 0:
                os.execve(command[0], command, TRACED)
        finally:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    return child if os.WIFSTOPPED(status) else None


def run_until(command, stops):
    """Runs to the given number of system call stops of the main thread and kills it there. The number
    of stops it came to; less if it ended by itself."""
    child = start_traced(command)
    if child is None:
        return None
    for stop in range(stops):
        LIBC.ptrace(TRACE_SYSCALL, child, 0, 0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return stop
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return stops


class Kill(paper.Faults):
    def setUp(self):
        super().setUp()
        self.output = self.home / "out"
        self.book = self.output / "issue.epub"

    def prepare(self, articles):
        """An issue; `old` is its book, `new` what it will be after a change."""
        self.publication()
        issue = self.home / "issue"
        paper.generate_without_cover(issue, articles)
        self.built(issue, "-o", self.output)
        self.old = self.book.read_bytes()
        (issue / "9999.md").write_text("# The latest\n\nIt came by boat.\n", encoding="utf-8")
        self.built(issue, "-o", self.home / "elsewhere")
        self.new = (self.home / "elsewhere/issue.epub").read_bytes()
        self.assertNotEqual(self.old, self.new)
        self.command = [paper.GALLEY, "build", str(issue), "-o", str(self.output), "--jobs", "2"]
        self.seen = {"old": 0, "new": 0, "left": 0}

    def look(self, moment):
        """What a kill left."""
        content = self.book.read_bytes()
        self.assertTrue(content in (self.old, self.new), f"a partial book at {moment}")
        self.seen["old" if content == self.old else "new"] += 1
        others = [file for file in paper.files_in(self.output) if file != self.book]
        for file in others:
            self.assertTrue(file.name.startswith(".issue.epub.galley-"), file.name)
        self.assertLessEqual(len(others), 1, "the run before left something that this one let lie")
        self.seen["left"] += len(others)
        self.book.write_bytes(self.old)

    def finish(self):
        """The next run makes the book and removes what was left."""
        (self.output / ".issue.epub.galley-00ab00").write_bytes(b"left by another killed run")
        subprocess.run(self.command, check=True, capture_output=True, env=paper.PLAIN, timeout=120)
        self.assertEqual([self.book], paper.files_in(self.output))
        self.assertEqual(self.new, self.book.read_bytes())
        self.assertGreater(self.seen["old"], 0)
        self.assertGreater(self.seen["new"], 0, "no kill came after the rename")
        self.assertGreater(self.seen["left"], 0, "no kill came while the book was being written")

    def test_at_every_system_call(self):
        self.prepare(3)
        everything = run_until(self.command, 10**9)
        if everything is None:
            self.skipTest("this machine allows no ptrace")
        self.look("the end")
        self.assertGreater(everything, 100)
        first = self.first_stop_that_leaves_something(everything)
        for stops in [*range(0, first, 25), *range(max(0, first - 3), everything + 3)]:
            came_to = run_until(self.command, stops)
            self.look(f"stop {came_to} of {everything}")
        self.finish()

    def first_stop_that_leaves_something(self, everything):
        """Before that the run only reads: there a step of many calls will do."""
        low, high = 0, everything
        while low < high:
            middle = (low + high) // 2
            run_until(self.command, middle)
            has_begun = (self.book.read_bytes() != self.old or
                         [self.book] != paper.files_in(self.output))
            self.book.write_bytes(self.old)
            for file in paper.files_in(self.output):
                if file != self.book:
                    file.unlink()
            low, high = (low, middle) if has_begun else (middle + 1, high)
        return low

    def test_at_many_moments(self):
        """By the clock, in a larger issue, whatever each thread is at."""
        self.prepare(150)
        begin = time.monotonic()
        subprocess.run(self.command, check=True, capture_output=True, env=paper.PLAIN, timeout=120)
        whole_seconds = time.monotonic() - begin
        self.look("the end")
        for moment in range(60):
            run = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=paper.PLAIN)
            time.sleep(whole_seconds * 1.2 * moment / 60)
            run.kill()
            run.wait()
            self.look(f"{moment}/60")
        for _ in range(10):  # as soon as the temporary file is seen, which is in the middle of writing
            run = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=paper.PLAIN)
            left = {file.name for file in paper.files_in(self.output)}
            while run.poll() is None and {file.name for file in paper.files_in(self.output)} <= left:
                pass
            run.kill()
            run.wait()
            self.look("the temporary file's appearance")
        self.finish()

    def test_killed_before_there_was_a_book(self):
        self.prepare(100)
        shutil.rmtree(self.output)
        for moment in range(20):
            run = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=paper.PLAIN)
            time.sleep(moment * 0.004)
            run.kill()
            run.wait()
            if self.book.exists():
                self.assertEqual(self.new, self.book.read_bytes())
                self.book.unlink()
        subprocess.run(self.command, check=True, capture_output=True, env=paper.PLAIN, timeout=120)
        self.assertEqual([self.book], paper.files_in(self.output))

    def test_two_runs_at_once(self):
        """Neither takes the other's temporary file for a dead one's."""
        self.prepare(100)
        for _ in range(5):
            runs = [subprocess.Popen(self.command, stderr=subprocess.PIPE, env=paper.PLAIN) for _ in range(4)]
            for run in runs:
                _, said = run.communicate(timeout=120)
                self.assertEqual(0, run.returncode, said)
            self.assertEqual(self.new, self.book.read_bytes())
            self.assertEqual([self.book], paper.files_in(self.output))
            self.book.write_bytes(self.old)


if __name__ == "__main__":
    unittest.main()
