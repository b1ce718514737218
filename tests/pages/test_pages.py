"""The article inside the page: stories of several languages in pages of many kinds, and what comes out
held against what went in. Titles, bylines, and the words of the text, kept and added, each by its mark.

    GOLDENS_TREE=build/goldens-tree test_pages.py [-v]
"""
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import stories
import templates

TREE = str(pathlib.Path(os.environ.get("GOLDENS_TREE", "build/goldens-tree")).resolve())
TITLES, PRECISION, RECALL, BYLINES = 0.99, 0.985, 0.99, 0.97


def words(text):
    """Words; of scripts without spaces, characters. Quotes and dashes are typography's."""
    return collections.Counter(re.findall(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+", text))


def read(directory):
    """file name -> (title, authors, words of body and deck)"""
    said = subprocess.run([TREE, str(directory)], capture_output=True, check=True).stdout.decode("utf-8")
    found, current, part = {}, None, None
    for line in said.split("\n"):
        if line.startswith("article "):
            current = dict(title="", authors=[], text=[])
            found[line.split("  ")[1]] = current
        elif current is None:
            continue
        elif match := re.match(r'^  (given|heading|opening|file name) "(.*)"$', line):
            current["title"] = match.group(2)
        elif match := re.match(r'^  author "(.*) / .*"$', line):
            current["authors"].append(match.group(1))
        elif match := re.match(r"^    (headline|kicker|deck|body)\b", line):
            part = match.group(1)
        elif (match := re.match(r'^ +"(.*)"  @\d+:\d+$', line)) and part != "headline":
            current["text"].append(re.sub(r"\\n|\\u\{\w+\}", " ", match.group(1)))
    return found


def plain(title):
    return re.sub(r"\W+", " ", title).strip()


def expected_words(story, template):
    text = list(story["paragraphs"])
    if template not in templates.WITHOUT_SUBHEAD:
        text.append(story["subhead"])
    if template in templates.WITH_DECK:
        text.append(story["deck"])
    return words(" ".join(text))


class Pages(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.rows = []
        with tempfile.TemporaryDirectory() as home:
            for template in templates.ALL:
                for story in stories.STORIES:
                    name = f"{template.__name__}-{story['lang']}.html"
                    (pathlib.Path(home) / name).write_text(template(story), encoding="utf-8")
            found = read(home)
        for template in templates.ALL:
            for story in stories.STORIES:
                name = f"{template.__name__}-{story['lang']}.html"
                cls.rows.append((name, template, story, found[name]))

    def share(self, right):
        wrong = [name for name, template, story, found in self.rows if not right(template, story, found)]
        return 1 - len(wrong) / len(self.rows), wrong

    def test_titles(self):
        share, wrong = self.share(lambda t, s, f: plain(f["title"]) == plain(s["title"]))
        self.assertGreaterEqual(share, TITLES, wrong)

    def test_bylines(self):
        share, wrong = self.share(
            lambda t, s, f: f["authors"] == ([] if t in templates.WITHOUT_BYLINE else [s["author"]]))
        self.assertGreaterEqual(share, BYLINES, wrong)

    def test_no_byline_is_the_sites_name(self):
        _, wrong = self.share(lambda t, s, f: templates.SITE not in f["authors"])
        self.assertEqual(wrong, [])

    def test_words(self):
        kept = added = wanted = 0
        worst = []
        for name, template, story, found in self.rows:
            expected, got = expected_words(story, template), words(" ".join(found["text"]))
            common = sum((expected & got).values())
            kept, wanted, added = kept + common, wanted + sum(expected.values()), added + sum(got.values())
            if common < 0.97 * sum(expected.values()) or common < 0.95 * sum(got.values()):
                worst.append((name, "missing", list((expected - got))[:12], "added", list(got - expected)[:30]))
        self.assertGreaterEqual(kept / wanted, RECALL, worst)
        self.assertGreaterEqual(kept / added, PRECISION, worst)
        if "-v" in sys.argv:
            print(f"recall {kept / wanted:.4f} precision {kept / added:.4f}", *worst, sep="\n")


if __name__ == "__main__":
    unittest.main()
