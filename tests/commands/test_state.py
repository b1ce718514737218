"""What a build remembers decides whether to work, never a byte: after any edit a build gives what a clean
build in an empty output directory gives, book, report and exit status; and where nothing changed no article
is read."""
import ctypes
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import time
import unittest
import zlib

from program import GALLEY, Program

STYLES = pathlib.Path(os.environ["GALLEY_SOURCE"]) / "styles"
EDITS = int(os.environ.get("GALLEY_STATE_EDITS", "150"))
TICK_SECONDS = 2.1  # a stamp is trusted when it is older than two seconds
OPTIONS = [[], [], [], [], ["--draft"], ["--strict"], ["--theme", "review"], ["-o", "elsewhere"], ["issues/1-winter"],
           ["issues/1-winter/01-ice.md"]]


def png(shade, side_px=8):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes([shade]) * side_px) * side_px
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side_px, side_px, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def answers(run):
    """What a run said, without the word that says whether the book was made anew."""
    said = []
    for line in run.stdout.splitlines():
        each = json.loads(line)
        each.pop("up_to_date", None)
        said.append(each)
    return run.returncode, said, run.stderr.replace(", the one from before stays", "")


def was_made(run):
    """Whether any book was made anew."""
    return any(not each["up_to_date"] for each in map(json.loads, run.stdout.splitlines()) if each["kind"] == "book")


def books(directory):
    return {path.name: path.read_bytes() for path in directory.glob("*") if path.is_file()}


class Reads:
    """The files that are read while this is open, by inotify."""
    IN_ACCESS = 1

    def __init__(self, paths):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = self.libc.inotify_init1(os.O_NONBLOCK)
        self.names = {self.libc.inotify_add_watch(self.descriptor, os.fsencode(path), self.IN_ACCESS): path
                      for path in paths}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def seen(self):
        try:
            events = os.read(self.descriptor, 65536)
        except BlockingIOError:
            return set()
        found, at = set(), 0
        while at < len(events):
            watch, _, _, length = struct.unpack_from("iIII", events, at)
            found.add(self.names[watch])
            at += 16 + length
        return found


class State(Program):
    def setUp(self):
        super().setUp()
        self.paper()
        for issue in ("1-winter", "2-spring"):
            with open(self.here / f"issues/{issue}/issue.yaml", "a", encoding="utf-8") as file:
                file.write("cover: none\n")

    def large_paper(self):
        """A publication with everything that a book is made of."""
        self.write("publication.yaml", "title: The Harbour Bell\nlanguage: en\ntheme: mine\nmedia: static\n")
        self.write("styles/mine/theme.yaml", "extends: base\n")
        self.write("styles/mine/book.css", "h1 { color: black }\n")
        shutil.copytree(STYLES / "gazette", self.here / "styles/base")
        self.write("issues/1-winter/letters/01-reply.md", "# A reply\n\n> Cold.\n\n![A boat](../boat.png)\n")
        self.write("issues/1-winter/letters/02-more.md", "# More\n\nSee [the ice](../01-ice.md), and [no](none.md).\n")
        self.write("issues/1-winter/03-media.md", "# Media\n\n![A quay](/quay.png)\n\n~~~~ not *closed\n")
        self.write("issues/1-winter/04-draft.md", "---\ndraft: true\n---\n\n# Not yet\n\nSoon.\n")
        (self.here / "issues/1-winter/boat.png").write_bytes(png(40))
        (self.here / "static").mkdir()
        (self.here / "static/quay.png").write_bytes(png(90))

    def build(self, *arguments):
        return self.galley("build", "--json", *arguments)

    def clean(self, *arguments):
        """The same build where no output is: what it says and what it makes."""
        places = [self.here / name for name in ("output", "elsewhere")]
        aside = [place.with_suffix(".aside") for place in places]
        for place, to in zip(places, aside):
            if place.exists():
                place.rename(to)
        run = self.build(*arguments)
        made = [books(place) for place in places]
        for place, to in zip(places, aside):
            shutil.rmtree(place, ignore_errors=True)
            if to.exists():
                to.rename(place)
        return run, made

    def assert_as_clean(self, what, *arguments):
        before = [books(self.here / name) for name in ("output", "elsewhere")]
        run = self.build(*arguments)
        clean, made = self.clean(*arguments)
        self.assertEqual(answers(clean), answers(run), what)
        for name, new, old in zip(("output", "elsewhere"), made, before):
            for book, data in {**old, **new}.items():
                self.assertEqual(data, (self.here / name / book).read_bytes(), f"{what}: {name}/{book}")
        return run

    # -- nothing changed

    def test_unchanged_issue_reads_no_article(self):
        self.large_paper()
        time.sleep(TICK_SECONDS)
        self.assertTrue(was_made(self.build()))
        time.sleep(TICK_SECONDS)
        self.assertFalse(was_made(self.build()))  # reads the books, which were new
        watched = [path for path in self.here.rglob("*") if path.is_file() and ".galley" not in path.parts and
                   path.name != "publication.yaml"]  # which is asked for the list of issues
        with Reads(watched) as reads:
            run = self.build()
            self.assertEqual(set(), reads.seen())
            self.galley("build", "--again")
            self.assertIn(self.here / "issues/1-winter/01-ice.md", reads.seen())
        self.assertFalse(was_made(run))
        self.assertEqual(answers(self.clean()[0]), answers(run))

    def test_touched_file_is_read_and_the_book_left_alone(self):
        time.sleep(TICK_SECONDS)
        self.build()
        book = self.here / "output/1-winter.epub"
        inode = book.stat().st_ino
        article = self.here / "issues/1-winter/01-ice.md"
        os.utime(article)
        with Reads([article]) as reads:
            self.assertFalse(was_made(self.build()))
            self.assertEqual({article}, reads.seen())
        self.assertEqual(inode, book.stat().st_ino)

    def test_what_the_report_said_is_said_again(self):
        self.write("issues/1-winter/02.md", "---\ntitel: A\n---\n\n# Twice\n\n[no](none.md)\n")
        first, second = self.galley("build", "issues/1-winter"), self.galley("build", "issues/1-winter")
        self.assertIn("link-broken", first.stderr)
        self.assertEqual((first.returncode, first.stderr), (second.returncode, second.stderr))
        strict = self.galley("build", "--strict", "issues/1-winter")
        self.assertEqual(1, strict.returncode)
        self.assertIn("the book was not written, the one from before stays", strict.stderr)

    def test_refused_issue_is_never_up_to_date(self):
        self.write("issues/1-winter/02.md", "# Two\n\n![x](none.png)\n")
        for _ in range(2):
            run = self.build("issues/1-winter")
            self.assertEqual(1, run.returncode)
            self.assertIn("image-missing", run.stdout)
        self.assertEqual("issues/1-winter\n", self.galley("show", "--changed", "issues/1-winter").stdout)

    # -- what is asked for

    def test_again_builds_what_is_up_to_date(self):
        self.build()
        self.assertFalse(was_made(self.build()))
        self.assertTrue(was_made(self.build("--again")))

    def test_changed_names_what_a_build_would_work_on(self):
        self.assertEqual("issues/1-winter\nissues/2-spring\n", self.galley("show", "--changed").stdout)
        self.build()
        self.assertEqual("", self.galley("show", "--changed").stdout)
        self.write("issues/2-spring/02-more.md", "# More\n\nText.\n")
        self.assertEqual("issues/2-spring\n", self.galley("show", "--changed").stdout)
        self.assertEqual([{"kind": "changed", "issue": "issues/2-spring"}],
                         [json.loads(line) for line in self.galley("show", "--changed", "--json").stdout.splitlines()])
        run = self.build()
        self.assertEqual([True, False], [each["up_to_date"] for each in map(json.loads, run.stdout.splitlines())
                                         if each["kind"] == "book"])
        self.assertEqual("issues/1-winter\nissues/2-spring\n", self.galley("show", "--changed", "--draft").stdout)
        self.assertEqual("issues/1-winter\nissues/2-spring\n", self.galley("show", "--changed", "-o", "x").stdout)
        self.build("-o", "x")
        self.assertEqual("", self.galley("show", "--changed", "-o", "x").stdout)

    def test_output_option_moves_books_only(self):
        self.build("-o", "elsewhere")
        self.assertEqual(["1-winter.epub", "2-spring.epub"], sorted(os.listdir(self.here / "elsewhere")))
        self.assertTrue((self.here / "output/.galley/books").is_dir())

    def test_without_publication_state_is_beside_the_book(self):
        self.write("alone/a.md", "# One\n\nText.\n")
        (self.here / "publication.yaml").unlink()
        self.build("-o", "there", "alone")
        self.assertTrue((self.here / "there/.galley/books").is_dir())
        self.assertFalse(was_made(self.build("-o", "there", "alone")))

    def test_issue_that_holds_its_own_output(self):
        self.write("alone/a.md", "# One\n\nText.\n")
        alone = self.here / "alone"
        self.galley("build", cwd=alone)
        self.assertFalse(was_made(self.galley("build", "--json", cwd=alone)))

    def test_states_of_books_that_are_no_more_are_swept(self):
        kept = self.here / "output/.galley/books"
        for theme in ("gazette", "review", "gazette"):
            self.build("--theme", theme, "issues/1-winter")
        self.assertEqual(1, len(os.listdir(kept)))
        self.build("-o", "elsewhere", "issues/1-winter")
        self.assertEqual(2, len(os.listdir(kept)))

    def test_two_issues_never_share_a_file_up_to_date_or_not(self):
        self.write("issues/more/1-winter/issue.yaml", "date: 2026-01-10\ncover: none\n")
        self.write("issues/more/1-winter/a.md", "# Other\n\nText.\n")
        one, two = "issues/1-winter", "issues/more/1-winter"
        self.build("-o", "x", one)
        self.build("-o", "x", two)
        run = self.build("-o", "x", two, one)
        self.assertEqual(1, run.returncode)
        self.assertIn("duplicate-output", run.stdout)

    def test_cover_beside_the_book_is_part_of_what_is_made(self):
        self.write("issues/1-winter/issue.yaml", "number: 1\ndate: 2026-01-10\n")
        cover = self.here / "output/1-winter-cover.jpg"
        self.build("issues/1-winter")
        drawn = cover.read_bytes()
        self.assertFalse(was_made(self.build("issues/1-winter")))
        cover.unlink()
        self.assertTrue(was_made(self.build("issues/1-winter")))
        self.assertEqual(drawn, cover.read_bytes())
        cover.write_bytes(drawn[:-1] + b"x")
        self.assertTrue(was_made(self.build("issues/1-winter")))
        self.assertEqual(drawn, cover.read_bytes())

    def test_state_that_cannot_be_kept_is_no_error(self):
        self.write("output/.galley", "a file in its place\n")
        self.assertEqual(0, self.build().returncode)
        self.assertTrue(was_made(self.build()))

    # -- anything changed

    def articles(self):
        return sorted(path for path in (self.here / "issues").rglob("*.md") if path.is_file())

    def states(self):
        return sorted((self.here / "output/.galley/books").glob("*"))

    def edit_same_size(self, dice, keeps_time):
        path = dice.choice(self.articles())
        times = path.stat()
        text = path.read_bytes()
        at = dice.randrange(len(text)) if text else 0
        path.write_bytes(text[:at] + dice.choice([b"x", b"*", b"[", b"\n"]) + text[at + 1:])
        if keeps_time:
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def swap(self, dice):
        one, two = dice.sample(self.articles(), 2)
        aside = self.here / "aside"
        one.rename(aside)
        two.rename(one)
        aside.rename(two)

    def spoil(self, dice, paths):
        path = dice.choice(paths)
        data = path.read_bytes()
        how = dice.randrange(4)
        if how == 0:
            path.unlink()
        elif how == 1:
            path.write_bytes(data[:dice.randrange(len(data))])
        elif how == 2:
            at = dice.randrange(len(data))
            path.write_bytes(data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1:])
        else:
            path.write_bytes(b"")

    def toggle(self, path, data):
        """Made, or taken away again."""
        file = self.here / path
        if file.exists() or file.is_symlink():
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def say_in(self, dice, path, lines):
        file = self.here / path
        kept = [line for line in file.read_text().splitlines() if line not in lines]
        file.write_text("\n".join([*kept, *dice.sample(lines, dice.randrange(len(lines)))]) + "\n")

    def link(self, dice):
        """An article becomes a link to one beside it, or to one outside."""
        path = dice.choice(self.articles())
        outside = self.here.parent / f"{self.here.name}-outside.md"
        outside.write_bytes(path.read_bytes())
        self.addCleanup(outside.unlink, missing_ok=True)
        others = [other.name for other in path.parent.glob("*.md") if other != path]
        path.unlink()
        path.symlink_to(dice.choice([str(outside), *others]))

    def run_twice_at_once(self, dice):
        commands = [[GALLEY, "build", *options] for options in dice.sample(OPTIONS[:9], 2)]
        for process in [subprocess.Popen(command, cwd=self.here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                        for command in commands]:
            process.wait()

    def edit(self, dice):
        """One edit, at random. Returns its name."""
        css = b"p { text-indent: %dem }\n" % dice.randrange(1, 9)
        made = [path for path in (self.here / "output").glob("*.epub")]
        edits = {
            "touch": lambda: os.utime(dice.choice(self.articles())),
            "touch all": lambda: [os.utime(path) for path in self.articles()],
            "same size": lambda: self.edit_same_size(dice, False),
            "same size and time": lambda: self.edit_same_size(dice, True),
            "swap": lambda: self.swap(dice),
            "rename": lambda: (lambda path: path.rename(path.with_name(f"{dice.randrange(9)}-{path.name}"[-40:])))(
                dice.choice(self.articles())),
            "article": lambda: self.toggle("issues/1-winter/05-new.md", b"# New\n\nIt is new.\n"),
            "copy": lambda: (self.here / "issues/2-spring/07-copy.md").write_bytes(
                dice.choice(self.articles()).read_bytes()),
            "section": lambda: self.toggle("issues/2-spring/sports/02.md", b"# Sports\n\nIt rained.\n"),
            "picture": lambda: self.toggle("issues/1-winter/letters/loose.png", png(dice.randrange(256))),
            "picture called": lambda: (self.here / "issues/1-winter/boat.png").write_bytes(png(dice.randrange(256))),
            "picture missing": lambda: self.toggle("issues/1-winter/boat.png", png(40)),
            "media": lambda: (self.here / "static/quay.png").write_bytes(png(dice.randrange(256))),
            "unknown file": lambda: self.toggle("issues/2-spring/plan.pages", b"x"),
            "sidecar": lambda: self.toggle("issues/1-winter/01-ice.yaml", b"title: Beside\n"),
            "left out": lambda: self.toggle("issues/1-winter/letters/issue.yaml", b"title: Its own\n"),
            "hidden": lambda: self.toggle("issues/1-winter/.hidden.md", b"# Hidden\n"),
            "theme": lambda: (self.here / "styles/mine/book.css").write_bytes(css),
            "parent theme": lambda: (self.here / "styles/base/book.css").write_bytes(css),
            "theme shelf": lambda: self.toggle("styles/review/book.css", css),
            "publication": lambda: self.say_in(dice, "publication.yaml", ["slug: bell", "publisher: us", "imprint: i"]),
            "publication above": lambda: self.toggle("issues/publication.yaml", b"title: Nearer\n"),
            "issue": lambda: self.say_in(dice, "issues/1-winter/issue.yaml", ["title: Ice", "subtitle: S", "lang: fr"]),
            "book": lambda: made and self.spoil(dice, made),
            "state": lambda: self.states() and self.spoil(dice, self.states()),
            "state of another": lambda: len(self.states()) > 1 and shutil.copy(*dice.sample(self.states(), 2)),
            "no state": lambda: shutil.rmtree(self.here / "output/.galley", ignore_errors=True),
            "link": lambda: self.link(dice),
            "two at once": lambda: self.run_twice_at_once(dice),
            "nothing": lambda: None,
        }
        name = dice.choice(list(edits))
        edits[name]()
        return name

    def renew(self):
        for name in ("issues", "styles", "static"):
            shutil.rmtree(self.here / name, ignore_errors=True)
        self.paper()
        self.large_paper()

    def test_any_edit_gives_what_a_clean_build_gives(self):
        seed = int(os.environ.get("GALLEY_STATE_SEED", "0")) or 20260101
        dice = random.Random(seed)
        self.large_paper()
        time.sleep(TICK_SECONDS)
        self.build()
        skipped = 0
        for number in range(EDITS):
            name = self.edit(dice)
            options = dice.choice(OPTIONS)
            run = self.assert_as_clean(f"edit {number} ({name}) of seed {seed}, {options}", *options)
            skipped += run.returncode == 0 and not was_made(run)
            if number % 25 == 24 or not any((self.here / "issues/1-winter").rglob("0*.md")):
                self.renew()
        self.assertGreater(skipped, EDITS / 20)  # or nothing was tried


unittest.main()
