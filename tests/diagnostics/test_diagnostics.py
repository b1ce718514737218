"""One directory a diagnostic, named by its code: what provokes it, and what Galley says.

    CODE/in/            an issue, or other input
    CODE/command        the arguments, if they are not `check in`
    CODE/make.py        writes input that is binary or large; run in a copy of CODE
    CODE/expected.txt   what is said, byte for byte: standard output, then standard error
    CODE/expected.json  the standard output with --json, where the case is about that, too

A second case of a code is called CODE.WORD. Galley runs in a copy of CODE, so the paths it prints are
those of the case. After a change that is meant:  GALLEY=build/galley test_diagnostics.py --accept [CODE]
and then read what git says has changed.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")


def codes_of_catalogue():
    text = (HERE.parents[1] / "src/base/catalogue.def").read_text(encoding="utf-8")
    return re.findall(r'^ROW\(\w+,\s*"([a-z-]+)"', text, re.M)


def code_of(case):
    return case.name.split(".")[0]


def run(case, *more):
    """Exit status, standard output and standard error of a case, played in a copy of it."""
    with tempfile.TemporaryDirectory() as home:
        copy = pathlib.Path(home) / "case"
        shutil.copytree(case, copy, symlinks=True)
        if (copy / "make.py").exists():
            subprocess.run([sys.executable, "make.py"], cwd=copy, check=True,
                           env={**os.environ, "PYTHONPATH": str(HERE)})
        command = ["check", "in"]
        if (copy / "command").exists():
            command = shlex.split((copy / "command").read_text(encoding="utf-8"))
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        said = subprocess.run([GALLEY, *command, *more], cwd=copy, capture_output=True, timeout=60,
                              env=environment)
        return said.returncode, said.stdout.decode("utf-8"), said.stderr.decode("utf-8")


class Diagnostics(unittest.TestCase):
    maxDiff = None

    def test_every_code_has_a_case_and_every_case_a_code(self):
        codes = codes_of_catalogue()
        self.assertGreater(len(codes), 50)
        self.assertEqual(set(codes), {code_of(case) for case in CASES})

    def test_cases(self):
        for case in CASES:
            with self.subTest(case=case.name):
                status, out, err = run(case)
                expected = (case / "expected.txt").read_text(encoding="utf-8")
                self.assertEqual(expected, out + err)
                self.assertIn(f"[{code_of(case)}]", out + err)
                self.assertEqual(1 if re.search(r"(^|: )error: ", expected, re.M) else 0, status)

    def test_json(self):
        for case in CASES:
            expected = case / "expected.json"
            if expected.exists():
                with self.subTest(case=case.name):
                    _, out, err = run(case, "--json")
                    self.assertEqual((expected.read_text(encoding="utf-8"), ""), (out, err))


def accept(names):
    for case in CASES:
        if names and case.name not in names:
            continue
        _, out, err = run(case)
        (case / "expected.txt").write_text(out + err, encoding="utf-8")
        if (case / "expected.json").exists():
            (case / "expected.json").write_text(run(case, "--json")[1], encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--accept"]:
        accept(sys.argv[2:])
    else:
        unittest.main()
