"""The commands as a user meets them: exit status, streams, places of output, help, JSON.

Run by ctest with GALLEY set to the program. Each test works in a directory of its own.
"""
import json
import os
import pathlib
import pty
import re
import subprocess
import unittest
import zipfile

from program import GALLEY, Program


class Commands(Program):
    # -- exit status and streams

    def test_no_command_is_usage_on_stderr(self):
        run = self.galley()
        self.assertEqual(run.returncode, 2)
        self.assertEqual(run.stdout, "")
        self.assertIn("galley build", run.stderr)

    def test_help_is_an_answer(self):
        run = self.galley("--help")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        for command in ("build", "check", "import", "new", "show"):
            self.assertIn(f"galley {command}", run.stdout)
            own = self.galley(command, "--help")
            self.assertEqual((own.returncode, own.stderr), (0, ""))
            self.assertIn(f"galley {command}", own.stdout)
            self.assertIn("--json", own.stdout)
            self.assertIn("Exit status", own.stdout)

    def test_help_lists_only_what_the_command_knows(self):
        self.assertNotIn("--output", self.galley("check", "--help").stdout)
        self.assertEqual(self.galley("check", "--output", "x", "y").returncode, 2)

    def test_man_page_and_completions_know_each_command_and_option(self):
        share = pathlib.Path(os.environ["GALLEY_SOURCE"]) / "share"
        places = {"share/man/galley.1": "\\-", "share/completions/galley.bash": "--",
                  "share/completions/_galley": "--", "share/completions/galley.fish": "-l "}
        for command in ("build", "check", "import", "new", "show"):
            own = self.galley(command, "--help").stdout
            options = re.findall(r"--([a-z]+)", own)
            self.assertIn("help", options)
            for place, dashes in places.items():
                text = (share.parent / place).read_text(encoding="utf-8")
                self.assertRegex(text, rf"\b{command}\b")
                for option in options:
                    self.assertIn(f"{dashes}{option}", text, f"--{option} of {command} in {place}")

    def test_misspelt_words_are_answered_with_near_ones(self):
        run = self.galley("biuld")
        self.assertEqual(run.returncode, 2)
        self.assertIn("did you mean build?", run.stderr)
        run = self.galley("build", "--drat")
        self.assertEqual(run.returncode, 2)
        self.assertIn("--draft", run.stderr)

    def test_bad_values_are_usage(self):
        for arguments in (["--jobs", "0"], ["--jobs", "many"], ["--color", "pink"], ["-t", "scroll"], ["-o"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.galley("build", *arguments, "x").returncode, 2)

    def test_unknown_reading_system_is_usage(self):
        for names, unknown in (("nook", "nook"), ("kobo,Kindle", "Kindle"), ("", "")):
            with self.subTest(names=names):
                run = self.galley("check", "--for", names, "x")
                self.assertEqual((2, f'galley: there is no reading system "{unknown}"; there is kindle, kobo, apple, '
                                  "adobe and all, and press\n"), (run.returncode, run.stderr))

    def test_only_those_are_told_that_are_asked_for(self):
        self.write("june/issue.yaml", "date: 2026-06-01\nlanguage: ru\ntitle: June\n")
        self.write("june/a.md", "# One\n\n|a|b|c|d|e|\n|-|-|-|-|-|\n")
        for asked, codes in (([], []), (["--for", "kobo"], ["reader-table-wide-kobo"]),
                             (["--for", "kindle"], ["reader-language-kindle"]), (["--for", "apple,adobe"], []),
                             (["--for", "all"], ["reader-table-wide-kobo", "reader-language-kindle"])):
            with self.subTest(asked=asked):
                out = self.galley("check", *asked, "june").stdout
                self.assertEqual(codes, re.findall(r"\[([a-z-]+)\]", out))

    def test_absent_issue_is_content_error(self):
        run = self.galley("build", "nowhere")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("nowhere", run.stderr)

    def test_nothing_here_is_usage(self):
        self.assertEqual(self.galley("build").returncode, 2)

    def test_unwritable_output_is_system_error(self):
        self.paper()
        self.write("full", "a file where a directory should be")
        run = self.galley("build", "-o", "full", "issues/1-winter")
        self.assertEqual(run.returncode, 3)
        self.assertIn("full", run.stderr)

    # -- where books go

    def test_publication_builds_all_its_issues_into_its_output(self):
        self.paper()
        run = self.galley("build")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(self.made(), ["1-winter-cover.jpg", "1-winter.epub", "2-spring-cover.jpg", "2-spring.epub"])

    def test_publication_named_from_afar(self):
        self.paper()
        elsewhere = self.here / "elsewhere"
        elsewhere.mkdir()
        run = self.galley("build", "../issues/1-winter", cwd=elsewhere)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue((self.here / "output/1-winter.epub").exists())
        self.assertFalse((elsewhere / "output").exists())

    def test_without_publication_output_is_here(self):
        self.write("deep/down/june/a.md", "# One\n\nText.\n")
        run = self.galley("build", "deep/down/june")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue((self.here / "output/june.epub").exists())

    def test_an_issue_may_be_its_own_publication(self):
        self.write("publication.yaml", "title: The Harbour Bell\n")
        self.write("issues/guest/publication.yaml", "title: Escale\nlanguage: fr\n")
        self.write("issues/guest/issue.yaml", "number: 7\ndate: 2026-09\n")
        self.write("issues/guest/quai/a.md", "# Ouvrir\n\nOn ouvre.\n")
        run = self.galley("build", "issues/guest")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue((self.here / "issues/guest/output/guest.epub").exists())
        shown = json.loads(self.galley("show", "--json", "issues/guest").stdout)
        self.assertEqual(shown["publication"], "Escale")

    def test_output_option_moves_the_books(self):
        self.paper()
        self.assertEqual(self.galley("build", "-o", "a/b", "issues/1-winter").returncode, 0)
        self.assertTrue((self.here / "a/b/1-winter.epub").exists())
        self.assertEqual(self.made(), [])
        self.assertEqual(self.made("a/b"), ["1-winter-cover.jpg", "1-winter.epub"])

    def test_slug_of_the_publication_leads_the_name(self):
        self.paper()
        self.write("publication.yaml", "title: The Harbour Bell\nlanguage: en\nslug: harbour-bell\n")
        self.galley("build", "issues/1-winter")
        self.assertTrue((self.here / "output/harbour-bell-1-winter.epub").exists())

    def test_one_file_is_an_issue(self):
        self.write("leaflet.md", "---\nlang: en\ndate: 2026-05-01\n---\n# May Day\n\nCome all.\n")
        run = self.galley("build", "leaflet.md")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue((self.here / "output/leaflet.epub").exists())

    def test_two_issues_never_share_a_file(self):
        self.write("a/june/one.md", "# One\n\nText.\n")
        self.write("b/june/two.md", "# Two\n\nText.\n")
        run = self.galley("build", "a/june", "b/june")
        self.assertEqual(run.returncode, 1)
        self.assertIn("duplicate-output", run.stderr)
        self.assertTrue((self.here / "output/june.epub").exists())

    def test_error_leaves_the_book_from_before(self):
        self.paper()
        self.galley("build", "issues/1-winter")
        before = (self.here / "output/1-winter.epub").read_bytes()
        self.write("issues/1-winter/02-bad.md", "# Bad\n\n![Boat](boat.jpg)\n")
        run = self.galley("build", "issues/1-winter")
        self.assertEqual(run.returncode, 1)
        self.assertIn("issues/1-winter/02-bad.md:3:", run.stderr)
        self.assertIn("the one from before stays", run.stderr.splitlines()[-1])
        self.assertEqual((self.here / "output/1-winter.epub").read_bytes(), before)

    def test_error_in_one_issue_lets_the_others_go_on(self):
        self.paper()
        self.write("issues/1-winter/02-bad.md", "# Bad\n\n![Boat](boat.jpg)\n")
        run = self.galley("build")
        self.assertEqual(run.returncode, 1)
        self.assertEqual(self.made(), ["2-spring-cover.jpg", "2-spring.epub"])

    def test_draft_is_a_proof_with_a_name_of_its_own(self):
        self.paper()
        self.write("issues/1-winter/02-bad.md", "# Bad\n\n![Boat](boat.jpg)\n")
        self.write("issues/1-winter/03-later.md", "---\ndraft: true\n---\n# Later\n\nNot done.\n")
        run = self.galley("build", "--draft", "issues/1-winter")
        self.assertEqual(run.returncode, 0, run.stderr)
        with zipfile.ZipFile(self.here / "output/1-winter-draft.epub") as book:
            names = book.namelist()
            self.assertIn("EPUB/later.xhtml", names)
            self.assertIn("boat.jpg", book.read("EPUB/bad.xhtml").decode())
            self.assertIn("DRAFT", book.read("EPUB/cover.xhtml").decode().upper())

    def test_unknown_output_format_in_yaml_is_told(self):
        self.paper()
        self.write("publication.yaml", "title: The Harbour Bell\nlanguage: en\noutputs: [epub, scroll]\n")
        run = self.galley("build", "issues/1-winter")
        self.assertEqual(run.returncode, 0)
        self.assertIn("scroll", run.stderr)

    # -- strict, quiet, json

    def test_strict_makes_warnings_errors(self):
        self.write("june/a.md", "# One\n\nNo date stands anywhere.\n")
        self.assertEqual(self.galley("build", "june").returncode, 0)
        run = self.galley("build", "--strict", "-o", "strict", "june")
        self.assertEqual(run.returncode, 1)
        self.assertFalse((self.here / "strict/june.epub").exists())

    def test_quiet_says_nothing_of_a_clean_issue(self):
        self.paper()
        run = self.galley("build", "-q", "issues/1-winter")
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))

    def test_json_lines_have_kinds(self):
        self.paper()
        self.write("issues/1-winter/02.md", "See [this](nowhere.md). " * 2)
        run = self.galley("build", "--json", "issues/1-winter")
        self.assertEqual(run.returncode, 0)
        rows = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual({row["kind"] for row in rows}, {"diagnostic", "book", "cover"})
        [cover] = [row for row in rows if row["kind"] == "cover"]
        self.assertEqual(cover["path"], "output/1-winter-cover.jpg")
        self.assertEqual(cover["bytes"], (self.here / cover["path"]).stat().st_size)
        book = [row for row in rows if row["kind"] == "book"][0]
        self.assertEqual(book["path"], "output/1-winter.epub")
        self.assertEqual(book["articles"], 2)
        broken = [row for row in rows if row.get("code") == "link-broken"]
        self.assertEqual((broken[0]["file"], broken[0]["line"], broken[0]["column"]),
                         ("issues/1-winter/02.md", 1, 5))

    def on_a_terminal(self, *arguments):
        """The lines that are said there."""
        leader, follower = pty.openpty()
        process = subprocess.Popen([GALLEY, *arguments], cwd=self.here, stderr=follower, stdout=follower)
        os.close(follower)
        said = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
        process.wait()
        return said.decode().splitlines()

    def test_closing_lines_on_a_terminal(self):
        self.write("june/a.md", "# One\n\nNo date stands anywhere, and it is the one next thing.\n")
        lines = self.on_a_terminal("build", "june")
        self.assertIn("output/june.epub", lines[-4])
        self.assertIn("1 article", lines[-4])
        self.assertRegex(lines[-3], r"^output/june-cover\.jpg  \d+ KB$")
        self.assertEqual("made for Kindle, Kobo, Apple Books and Adobe readers", lines[-2])
        self.assertIn("june/issue.yaml", lines[-1])

    def test_what_stays_open_for_readers_on_a_terminal(self):
        row = "|" + "a|" * 12 + "\n|" + "-|" * 12 + "\n\n"
        self.write("june/issue.yaml", "date: 2026-06-01\nlanguage: ru\ntitle: June\n")
        self.write("june/a.md", f"# One\n\n{row}Hard\u2011to\u2011see.\n\n{row}")
        self.assertEqual("made for Kindle, Kobo, Apple Books and Adobe readers; open: reader-language-kindle, "
                         "reader-table-wide-kobo (2), reader-table-large-kindle (2) and 1 more; "
                         "`galley check --for all june` says more", self.on_a_terminal("build", "june")[-1])
        self.assertNotIn("made for", self.galley("build", "june").stderr)

    # -- show, check, new

    def test_show_prints_a_table(self):
        self.paper()
        run = self.galley("show", "issues/1-winter")
        self.assertEqual(run.returncode, 0)
        self.assertIn("The Harbour Bell", run.stdout)
        self.assertIn("Ice on the quay", run.stdout)

    def test_show_json_is_one_object(self):
        self.paper()
        issue = json.loads(self.galley("show", "--json", "issues/1-winter").stdout)
        self.assertEqual(issue["publication"], "The Harbour Bell")
        self.assertEqual(issue["number"], "1")
        self.assertEqual(issue["date"], "2026-01-10")
        self.assertEqual(issue["language"], "en")
        self.assertEqual(issue["sections"][0]["articles"][0]["title"], "Ice on the quay")
        self.assertEqual(issue["sections"][0]["articles"][0]["words"], 5)  # of the text
        self.assertEqual(issue["diagnostics"], [])

    def test_check_answers_on_stdout_and_writes_nothing(self):
        self.paper()
        self.write("issues/1-winter/02-bad.md", "# Bad\n\n![Boat](boat.jpg)\n")
        before = sorted(self.here.rglob("*"))
        run = self.galley("check", "issues/1-winter")
        self.assertEqual((run.returncode, run.stderr), (1, ""))
        self.assertIn("[image-missing]", run.stdout)
        self.assertEqual(sorted(self.here.rglob("*")), before)

    def test_check_takes_books(self):
        self.paper()
        self.galley("build", "issues/1-winter")
        run = self.galley("check", "output/1-winter.epub", "issues/2-spring")
        self.assertEqual(run.returncode, 0, run.stdout)
        data = bytearray((self.here / "output/1-winter.epub").read_bytes())
        data[len(data) // 2] ^= 0xFF
        (self.here / "broken.epub").write_bytes(data)
        self.assertEqual(self.galley("check", "broken.epub").returncode, 1)

    def test_new_builds_at_once_without_a_warning(self):
        run = self.galley("new", "paper")
        self.assertEqual(run.returncode, 0, run.stderr)
        run = self.galley("build", "--strict", "paper")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual([name.rpartition(".")[2] for name in self.made("paper/output")], ["jpg", "epub"])

    def test_new_touches_nothing_that_is_there(self):
        self.write("paper/mine.txt", "mine")
        run = self.galley("new", "paper")
        self.assertEqual(run.returncode, 1)
        self.assertEqual([p.name for p in (self.here / "paper").iterdir()], ["mine.txt"])

    # -- new themes

    def test_new_theme_builds_at_once_and_is_seen(self):
        self.galley("new", "paper")
        run = self.galley("new", "--theme", "gazette", "paper/styles/mine")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertIn("`theme: mine`", run.stdout)
        self.assertEqual(sorted(p.name for p in (self.here / "paper/styles/mine").iterdir()),
                         ["book.css", "theme.yaml"])
        own = (self.here / "paper/styles/mine/book.css").read_text()
        self.assertLessEqual(len(own.splitlines()), 10)
        publication = self.here / "paper/publication.yaml"
        publication.write_text(publication.read_text() + "theme: mine\n")
        run = self.galley("build", "--strict", "paper")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        [book] = (self.here / "paper/output").glob("*.epub")
        with zipfile.ZipFile(book) as archive:
            css = archive.read("EPUB/book.css").decode()
        self.assertTrue(css.endswith(own))
        self.assertGreater(len(css), 2 * len(own))  # gazette stands before it

    def test_new_theme_may_stand_on_one_of_the_publication(self):
        self.galley("new", "paper")
        self.galley("new", "--theme", "gazette", "paper/styles/mine")
        run = self.galley("new", "-q", "--theme", "mine", "paper/styles/winter")
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""))
        run = self.galley("build", "--strict", "--theme", "winter", "paper")
        self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_new_theme_needs_one_to_stand_on_and_a_name(self):
        run = self.galley("new", "--theme", "gazete", "styles/mine")
        self.assertEqual(run.returncode, 1)
        self.assertIn("did you mean gazette?", run.stderr)
        self.assertEqual(self.galley("new", "--theme", "gazette", "styles/für mich").returncode, 2)
        self.assertEqual(self.galley("new", "--theme", "gazette").returncode, 2)
        self.assertEqual(list(self.here.iterdir()), [])

    def test_new_theme_touches_nothing_that_is_there(self):
        self.write("styles/mine/book.css", "p { widows: 3; }\n")
        self.assertEqual(self.galley("new", "--theme", "gazette", "styles/mine").returncode, 1)
        self.assertEqual([p.name for p in (self.here / "styles/mine").iterdir()], ["book.css"])


if __name__ == "__main__":
    unittest.main()
