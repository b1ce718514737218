"""An article reaches nothing outside its issue. Secrets are planted around an issue, and every way that
is known out of it is tried: none of their bytes may come out, on a stream or in a book.

Beside each attempt the issue holds the same thing done rightly, and what is right must be in the book:
so a book that is empty, or a kind of file that is not read at all, fails the test.
"""
import os
import re
import shutil
import unittest

import paper

SECRET = "Zq7SECRETqZ"  # in every file outside
INSIDE = "Zq7INSIDEqZ"  # in every file inside
TEXT = "The quay froze on Monday."


def svg(words, before="", within=""):
    return (f'<?xml version="1.0"?>{before}<svg xmlns="http://www.w3.org/2000/svg" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude" '
            f'width="40" height="20"><text x="1" y="9">{words}</text>{within}</svg>')


class Reach(paper.Faults):
    def setUp(self):
        super().setUp()
        self.issue = self.home / "papers/issues/spring"
        self.publication("papers")
        for place in ("", "papers/", "papers/issues/"):
            self.plant(place + "secret")
            self.plant(place + "outside/deep/secret")
        self.write("papers/issues/spring/issue.yaml", "title: Spring\nlanguage: en\ndate: 2026-03-01\n")
        self.write("papers/issues/spring/90-right.md",
                   f"# What is right\n\n{INSIDE} {TEXT}\n\n![Right](right.png)\n\n![Drawn](right.svg)\n")
        self.write("papers/issues/spring/right.png", paper.png(INSIDE.encode()))
        self.write("papers/issues/spring/right.svg", svg(INSIDE))
        self.absolute = self.home / "secret"

    def plant(self, stem):
        """The same secret as every kind of file that Galley reads."""
        self.write(f"{stem}.png", paper.png(SECRET.encode()))
        self.write(f"{stem}.svg", svg(SECRET))
        self.write(f"{stem}.md", f"---\nauthor: {SECRET}\n---\n# {SECRET}\n\n{SECRET}\n")
        self.write(f"{stem}.yaml", f"title: {SECRET}\nauthor: {SECRET}\neditor: {SECRET}\n")
        self.write(f"{stem}.txt", SECRET)
        self.write(f"{stem}.css", f"p.{SECRET} {{ color: red }}\n")

    def article(self, text, name="01-out.md"):
        self.write(f"papers/issues/spring/{name}", text)

    def bytes_of(self, directory):
        """All that is there, also what is kept for the next build; the books unpacked."""
        content = {}
        for file in sorted(directory.rglob("*")) if directory.exists() else []:
            if file.is_file():
                content[file.name] = file.read_bytes()
            for name, part in (paper.parts(file) if file.suffix == ".epub" else {}).items():
                content[f"{file.name}: {name}"] = part
        return content

    def holds(self, issue=None, drafts_only=False, right=True):
        """Runs every command over the issue; answers what they said and what is in the books."""
        issue = issue or self.issue
        said = {}
        for directory in ("out-build", "out-draft", "out-json"):
            shutil.rmtree(self.home / directory, ignore_errors=True)
        runs = {"build": ["build", issue, "-o", self.home / "out-build"],
                "draft": ["build", "--draft", issue, "-o", self.home / "out-draft"],
                "json": ["build", "--json", "--draft", issue, "-o", self.home / "out-json"],
                "check": ["check", issue], "show": ["show", issue],
                "show json": ["show", "--json", issue], "verbose": ["check", "-v", issue]}
        for name, command in runs.items():
            run = self.galley(*command, env={"SECRET": SECRET})
            self.assertIn(run.returncode, (0, 1), f"{name}: {run.stderr!r}")
            said[f"{name} said"] = run.stdout + run.stderr
        books = {**self.bytes_of(self.home / "out-build"), **self.bytes_of(self.home / "out-draft"),
                 **self.bytes_of(self.home / "out-json")}
        for place, content in {**said, **books}.items():
            for form in ("utf-8", "utf-16-le"):
                self.assertFalse(SECRET.encode(form) in content, f"the SECRET came out in {place}")
        if right:
            draft = {name: part for name, part in books.items() if "-draft.epub: " in name}
            self.assertGreater(len(draft), 5, said["draft said"])
            holding = {name.rsplit(".", 1)[-1] for name, part in draft.items() if INSIDE.encode() in part}
            self.assertLessEqual({"xhtml", "png", "svg"}, holding, "what is right is not in the book")
        return said, books

    # -- the alarm itself

    def test_the_alarm_rings(self):
        """Were any of these secrets let in, it would be found: here each is, by its rightful door."""
        rightful = {"png": "![x](secret.png)", "svg": "![x](secret.svg)", "md": ""}
        for kind, text in rightful.items():
            self.plant("papers/issues/spring/secret")
            for other in ("png", "svg", "md", "yaml", "txt", "css"):
                if other != kind:
                    (self.issue / f"secret.{other}").unlink()
            self.article(f"# Out\n\n{TEXT}\n\n{text}\n")
            with self.assertRaisesRegex(AssertionError, "SECRET"):
                self.holds()
            (self.issue / f"secret.{kind}").unlink()

    # -- pictures

    def test_pictures_by_path(self):
        paths = ["../secret.png", "../../secret.png", "../../../secret.png", "images/../../secret.png",
                 "./.././secret.png", "../spring/../secret.png", "%2e%2e/secret.png", "..%2fsecret.png",
                 "%2E%2E%2Fsecret.png", "..\\secret.png", "..%5Csecret.png", "../outside/deep/secret.png",
                 f"{self.absolute}.png", f"file://{self.absolute}.png", f"FILE://{self.absolute}.png",
                 f"file:{self.absolute}.png", f"//{self.absolute}.png", f"/..{self.absolute}.png",
                 "/../secret.png", "/secret.png", "../secret.svg", f"{self.absolute}.svg", "../secret.txt",
                 "../secret.md", "..", "../", ".", "/", "../secret.png\x00.png", "../secret.png?x#y",
                 "&#46;&#46;/secret.png", "a/" * 40 + "../" * 41 + "secret.png"]
        for path in paths:
            with self.subTest(path=path):
                for syntax in ("![x]({})", "![x](<{}>)", '<img src="{}" alt="x"/>', "![x][r]\n\n[r]: {}"):
                    self.article(f"# Out\n\n{TEXT}\n\n" + syntax.format(path) + "\n")
                    said, _ = self.holds()
                    self.assertIn(b"01-out.md", said["check said"], "nothing was said of it")

    def test_pictures_by_link(self):
        links = {"a.png": "../secret.png", "b.png": f"{self.absolute}.png", "c.png": "../../../secret.png",
                 "d.svg": "../secret.svg", "e.png": "images/hop.png", "up": "..", "root": "/",
                 "images/hop.png": "../../secret.png", "images/dir": "../../outside/deep",
                 "loop.png": "loop.png", "env.png": "/proc/self/environ", "out": str(self.home / "outside")}
        for path, target in links.items():
            self.link(f"papers/issues/spring/{path}", target)
        called = ["a.png", "b.png", "c.png", "d.svg", "e.png", "up/secret.png", "images/hop.png",
                  f"root{self.absolute}.png", "images/dir/secret.png", "loop.png", "env.png",
                  "out/deep/secret.png", "up/spring/right.png"]
        for path in called:
            with self.subTest(path=path):
                self.article(f"# Out\n\n{TEXT}\n\n![x]({path})\n")
                said, _ = self.holds()
                self.assertIn(b"01-out.md", said["check said"])

    def test_a_link_that_stays_inside_is_a_picture(self):
        """What is refused is leaving, not linking."""
        self.link("papers/issues/spring/images/again.png", "../right.png")
        self.article(f"# In\n\n{TEXT}\n\n![x](images/again.png)\n")
        said, _ = self.holds()
        self.assertNotIn(b"again.png", said["check said"])

    def test_pictures_of_front_matter_and_settings(self):
        self.link("papers/issues/spring/linked.png", "../secret.png")
        for path in ("../secret.png", f"{self.absolute}.png", f"file://{self.absolute}.png", "linked.png",
                     "/../secret.png"):
            with self.subTest(path=path):
                for key in (f"image: {path}", f"cover: {path}", f"image: {{path: {path}, alt: x}}"):
                    self.article(f"---\n{key}\n---\n# Out\n\n{TEXT}\n")
                    self.holds()
                self.article(f"# Out\n\n{TEXT}\n")
                self.write("papers/issues/spring/issue.yaml", f"title: S\nlanguage: en\ncover: {path}\n")
                self.holds()

    def test_media_directory(self):
        """It lies in the publication, and nothing in it leads out of that."""
        self.write("papers/static/right.png", paper.png(INSIDE.encode()))
        self.link("papers/static/up", "../..")
        self.link("papers/static/s.png", "../../secret.png")
        self.link("papers/way", "..")
        for media in ("static", "..", "../outside", str(self.home), "way", "way/outside", "static/up", "/"):
            self.write("papers/publication.yaml", f"theme: gazette\nmedia: {media}\n")
            for path in ("/s.png", "/../secret.png", "/up/secret.png", "/secret.png", "/deep/secret.png",
                         "/outside/deep/secret.png", f"{self.absolute}.png"):
                with self.subTest(media=media, path=path):
                    self.article(f"# Out\n\n{TEXT}\n\n![x]({path})\n")
                    self.holds()
        self.write("papers/publication.yaml", "theme: gazette\nmedia: static\n")
        self.article(f"# In\n\n{TEXT}\n\n![x](/right.png)\n")
        said, _ = self.holds()
        self.assertNotIn(b"not found", said["check said"])

    # -- text

    def test_articles_by_link(self):
        self.link("papers/issues/spring/02-linked.md", "../secret.md")
        self.link("papers/issues/spring/03-linked.md", f"{self.absolute}.md")
        self.link("papers/issues/spring/letters", "../outside")
        self.link("papers/issues/spring/sport/04-deep.md", "../../secret.md")
        self.link("papers/issues/spring/sport/index.md", "../../secret.md")
        self.link("papers/issues/spring/90-right.yaml", "../secret.yaml")
        self.link("papers/issues/spring/proc", "/proc/self")
        self.holds()

    def test_settings_by_link(self):
        (self.issue / "issue.yaml").unlink()
        self.link("papers/issues/spring/issue.yaml", "../secret.yaml")
        self.holds()
        (self.home / "papers/publication.yaml").unlink()
        self.link("papers/publication.yaml", "../secret.yaml")
        self.holds()

    def test_a_publication_further_up_is_none(self):
        """Parent and grandparent, no higher. Without a publication the themes are the program's own."""
        (self.home / "papers/publication.yaml").unlink()
        self.write("publication.yaml", f"title: {SECRET}\neditor: {SECRET}\n")
        said, _ = self.holds(right=False)
        self.assertIn(b"What is right", said["show json said"])

    def test_links_between_articles(self):
        for target in ("../secret.md", f"{self.absolute}.md", "../secret", "../outside/deep/secret.md",
                       f"file://{self.absolute}.md", "up/secret.md", "..%2Fsecret.md"):
            with self.subTest(target=target):
                self.article(f"# Out\n\n{TEXT} [there]({target}) and [again]({target}#x).\n")
                _, books = self.holds()
                for place, content in books.items():
                    if place.endswith(".xhtml"):
                        self.assertNotRegex(content, rb'href="(\.\./\.\.|/|file:)', place)

    def test_html_that_includes(self):
        tags = ['<iframe src="{}"></iframe>', '<object data="{}"></object>', '<embed src="{}"/>',
                '<link rel="stylesheet" href="{}"/>', '<img srcset="{} 2x" alt="x"/>',
                '<video src="{}" poster="{}"></video>', '<audio src="{}"></audio>', '<track src="{}"/>',
                '<picture><source srcset="{}"/><img alt="x" src="{}"/></picture>',
                '<input type="image" src="{}"/>', '<body background="{}">', '<base href="file:///"/>{}',
                '<style>@import url("{}");</style>', '<p style="background:url({})">x</p>',
                '<svg><image href="{}"/><use href="{}#x"/></svg>', '<script src="{}"></script>',
                '<?include {}?>', '<!--#include file="{}"-->', '<!DOCTYPE p [<!ENTITY x SYSTEM "{}">]>&x;',
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/>',
                '![[{}]]', '{{{{< include "{}" >}}}}', '{{% include {} %}}', '```{{include}} {}\n```',
                '.. include:: {}', '!include {}', '<<<{}', '<portal src="{}"></portal>']
        for tag in tags:
            with self.subTest(tag=tag):
                for target in ("../secret.txt", f"file://{self.absolute}.png"):
                    self.article(f"# Out\n\n{TEXT}\n\n" + tag.replace("{}", target) + "\n\nGo on.\n")
                    _, books = self.holds()
                    drafts = [part for name, part in books.items() if "-draft.epub" in name]
                    self.assertTrue(any(TEXT.encode() in part for part in drafts))

    # -- drawings

    def test_drawings_that_reach(self):
        here = self.absolute
        tricks = {
            "entity": svg("&x;", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{here}.txt">]>'),
            "relative entity": svg("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "../secret.txt">]>'),
            "parameter entity": svg("&x;", f'<!DOCTYPE svg [<!ENTITY % p SYSTEM "file://{here}.txt"> %p;]>'),
            "external subset": svg("x", f'<!DOCTYPE svg SYSTEM "file://{here}.txt">'),
            "inclusion": svg("x", "", f'<xi:include href="file://{here}.txt" parse="text"/>'),
            "relative inclusion": svg("x", "", '<xi:include href="../secret.svg"/>'),
            "image": svg("x", "", '<image href="../secret.png" width="9" height="9"/>'),
            "old image": svg("x", "", f'<image xlink:href="file://{here}.png" width="9" height="9"/>'),
            "use": svg("x", "", '<use href="../secret.svg#x"/>'),
            "style": svg("x", "", f'<style>@import url("file://{here}.css");</style>'),
            "attribute": svg("x", "", f'<rect width="9" height="9" style="fill:url(file://{here}.svg#x)"/>'),
            "instruction": svg("x", f'<?xml-stylesheet href="file://{here}.css"?>'),
            "frame": svg("x", "", '<foreignObject><iframe src="../secret.txt"/></foreignObject>'),
            "base": svg("x", "", '<g xml:base="file:///"><image href="secret.png"/></g>'),
            "billion laughs": svg("&e;", "<!DOCTYPE svg [<!ENTITY a 'ha'>" + "".join(
                f"<!ENTITY {b} '{('&' + a + ';') * 30}'>" for a, b in ("ab", "bc", "cd", "de")) + "]>"),
        }
        for name, content in tricks.items():
            with self.subTest(trick=name):
                self.write("papers/issues/spring/drawing.svg", content)
                self.article(f"# Out\n\n{TEXT}\n\n![x](drawing.svg)\n")
                _, books = self.holds()
                for place, part in books.items():
                    if place.endswith(".svg"):
                        self.assertNotRegex(part, rb"(?i)file:|ENTITY|\.\./|<\?xml-stylesheet|xi:include|@import")
                        self.assertLess(len(part), 100_000)

    # -- themes

    def test_themes(self):
        for name in ("../outside", str(self.home / "outside"), "..", ".", "../../secret.css", "evil"):
            with self.subTest(theme=name):
                self.write("outside/book.css", f".{SECRET} {{ color: red }}\n")
                self.write("outside/theme.yaml", f"name: {SECRET}\n")
                if name == "evil" and not (self.home / "papers/styles/evil").is_symlink():
                    self.link("papers/styles/evil", "../../outside")
                self.write("papers/issues/spring/issue.yaml", f"title: S\nlanguage: en\ntheme: {name}\n")
                self.article(f"# Out\n\n{TEXT}\n")
                self.holds(right=False)

    def test_stylesheet_and_fonts_of_a_theme(self):
        self.write("papers/issues/spring/issue.yaml", "title: S\nlanguage: en\ntheme: mine\n")
        self.write("papers/styles/mine/theme.yaml",
                   "extends: gazette\nembed: [../../../secret.txt, linked.otf, /etc/passwd]\n")
        self.link("papers/styles/mine/book.css", "../../../secret.css")
        self.link("papers/styles/mine/fonts/linked.otf", str(self.absolute) + ".txt")
        self.article(f"# Out\n\n{TEXT}\n")
        self.holds(right=False)
        (self.home / "papers/styles/mine/book.css").unlink()
        self.write("papers/styles/mine/book.css", f'@import url("file://{self.absolute}.css");\n'
                   f'p {{ background: url("../../../secret.png") }}\n')
        self.holds(right=False)

    # -- files that are no files

    def test_pipes_and_devices(self):
        """Nothing is opened that could wait, or flow for ever."""
        os.mkfifo(self.issue / "02-pipe.md")
        os.mkfifo(self.issue / "pipe.png")
        os.mkfifo(self.issue / "03-side.yaml")
        self.article(f"# Side\n\n{TEXT}\n", "03-side.md")
        self.link("papers/issues/spring/zero.png", "/dev/zero")
        self.link("papers/issues/spring/04-tty.md", "/dev/tty")
        self.article(f"# Out\n\n{TEXT}\n\n![x](pipe.png)\n\n![y](zero.png)\n")
        self.holds()

    def test_an_issue_that_is_itself_a_link(self):
        """What the user names is his own choice; from there on the walls stand."""
        self.link("way", "papers/issues/spring")
        self.article(f"# Out\n\n{TEXT}\n\n![x](../secret.png)\n")
        said, _ = self.holds(self.home / "way", right=False)
        self.assertTrue(re.search(rb"image .*not found", said["check said"]), said["check said"])


if __name__ == "__main__":
    unittest.main()
