"""The rules of reading systems (src/model/reading_systems.def) against what shows them.

A rule that is found has a case under tests/diagnostics: one that checks an issue, one that checks a book.
"""
import pathlib
import re
import shlex
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
HOW = {"SOURCES", "BOOK", "ALWAYS", "REPAIRED", "NOT", "KEPUB"}
CASES = TOP / "tests/diagnostics"


def read_rules():
    """Name -> (how, code or None, source, note)."""
    text = (TOP / "src/model/reading_systems.def").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    catalogue = dict(re.findall(r'^ROW\((\w+),\s*"([a-z-]+)"',
                                (TOP / "src/base/catalogue.def").read_text(encoding="utf-8"), re.M))
    rules = {}
    for match in re.finditer(r'RULE\((\w+),\s*([A-Z |]+),\s*([A-Z |]+),\s*(\w+),\s*"([^"]*)",\s*"([^"]*)"\)', text):
        name, _, how, symbol, source, note = match.groups()
        assert name not in rules, name
        code = None if symbol == "NONE" else catalogue[symbol.removeprefix("DIAGNOSTIC_")]
        rules[name] = (set(how.split(" | ")), code, source, note)
    assert len(rules) == text.count("RULE("), "a row is not understood"
    return rules, catalogue


RULES, CATALOGUE = read_rules()


def commands_of(code):
    for case in CASES.iterdir():
        if case.name.split(".")[0] == code and (case / "command").exists():
            yield shlex.split((case / "command").read_text(encoding="utf-8"))


class Rules(unittest.TestCase):
    def test_rows_are_whole(self):
        self.assertGreater(len(RULES), 10)
        for name, (how, code, source, note) in RULES.items():
            with self.subTest(rule=name):
                self.assertLessEqual(how, HOW)
                self.assertTrue(source)
                self.assertEqual(code is not None, bool(how & {"SOURCES", "BOOK", "ALWAYS"}))
                if how & {"NOT", "KEPUB"}:
                    self.assertEqual(1, len(how))
                if how & {"REPAIRED", "NOT"}:
                    self.assertTrue(note, "where it is repaired, or why it is not checked")

    def test_what_repairs_is_there(self):
        for name, (how, _, _, note) in RULES.items():
            for place in note.split(", ") if "REPAIRED" in how else []:
                with self.subTest(rule=name):
                    self.assertTrue((TOP / "src" / place).exists() or (TOP / place).exists(), place)

    def test_every_rule_that_is_found_has_its_cases(self):
        for name, (how, code, _, _) in RULES.items():
            with self.subTest(rule=name):
                asked = [command for command in commands_of(code) if "--for" in command]
                if "SOURCES" in how:
                    self.assertTrue([command for command in asked if "book.epub" not in command], f"{code} of an issue")
                if "BOOK" in how:
                    self.assertTrue([command for command in asked if "book.epub" in command], f"{code} of a book")

    def test_every_code_of_a_reader_is_a_rule(self):
        codes = {code for _, code, _, _ in RULES.values()}
        self.assertEqual({code for code in CATALOGUE.values() if code.startswith("reader-")} - codes, set())


if __name__ == "__main__":
    unittest.main()
