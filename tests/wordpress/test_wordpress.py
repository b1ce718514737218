"""Exports of WordPress, whole and broken: every published post is an article with its title, and with each of
its words in order. Run by ctest with GALLEY set to the program."""
import re
import time
import unittest
import xml.etree.ElementTree as ElementTree

import blogs
from program import Program


def words_of(markdown):
    """The words of an imported article, without its front matter, its marks and what stands in tags."""
    text = markdown.split("---\n", 2)[2]
    text = re.sub(r"<[^>]*>", " ", text)
    text = re.sub(r'!\[[^\]]*\]\([^ )]*(?: "(.*?)")?\)', r" \1 ", text)
    text = re.sub(r"\]\([^)]*\)|\[\^[^\]]*\]:?|^:::.*$|\\(?=\W)|[*_\[\]]|^> ?", "", text, flags=re.M)
    return [word for word in text.split() if word != "-"]


class WordPress(Program):
    maxDiff = None

    def read(self, export, *options):
        """What is said, and title -> text of each article."""
        path = self.here / "blog.xml"
        path.write_bytes(export if isinstance(export, bytes) else export.encode("utf-8"))
        run = self.galley("import", "blog.xml", "--into", "june", "--force", *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        texts = {}
        for file in sorted((self.here / "june").glob("*.md")):
            text = file.read_text(encoding="utf-8")
            title = re.search(r"^title: ['\"]?(.*?)['\"]?$", text, re.M)
            self.assertNotIn(title[1], texts)
            texts[title[1]] = text
            file.unlink()
        return run, texts

    def assert_all_there(self, texts, posts):
        self.assertEqual(sorted(texts), sorted(post.title for post in posts))
        for post in posts:
            self.assertEqual(words_of(texts[post.title]), post.words, post.title)

    # -- shapes

    def test_every_shape_in_every_language(self):
        for language in blogs.TEXTS:
            for shape in blogs.SHAPES:
                with self.subTest(f"{language} {shape}"):
                    posts = blogs.blog(language, shape)
                    _, texts = self.read(blogs.export(posts, language=language))
                    self.assert_all_there(texts, posts)
                    for text in texts.values():
                        self.assertIn("- The Harbour Desk\n", text)
                        self.assertNotIn("section:", text)

    def test_versions(self):
        posts = blogs.blog()
        for version in ("1.0", "1.1", "1.2"):
            _, texts = self.read(blogs.export(posts, version=version))
            self.assert_all_there(texts, posts)

    def test_other_programs_prefixes(self):
        posts = blogs.blog(shape="blocks")
        text = ElementTree.tostring(ElementTree.fromstring(blogs.export(posts)), encoding="unicode")
        self.assertIn("ns0:", text)
        _, texts = self.read(text)
        self.assert_all_there(texts, posts)

    def test_only_what_is_published(self):
        posts = blogs.blog(count=9)
        for post, status in zip(posts, ["draft", "private", "future", "trash", "pending", "auto-draft"]):
            post.status = status
        posts[6].kind = "page"
        posts[7].kind = "revision"
        run, texts = self.read(blogs.export(posts))
        self.assert_all_there(texts, posts[8:])
        self.assertIn("2 drafts, 1 private post, 1 post that is to appear later, 1 post from the bin", run.stderr)

    def test_oldest_first(self):
        posts = blogs.blog(count=5)
        run, _ = self.read(blogs.export(list(reversed(posts))))
        names = [line for line in run.stdout.splitlines() if line.endswith(".md")]
        self.assertEqual(names, [f"june/{i:02}-post-{i}.md" for i in range(1, 6)])

    def test_a_login_is_no_byline(self):
        posts = blogs.blog(count=3)
        posts[0].author, posts[1].author = "admin", "jsmith77"
        run, texts = self.read(blogs.export(posts))
        self.assertEqual([("authors:" in texts[post.title]) for post in posts], [False, False, True])
        self.assertEqual(run.stderr.count("[byline-login]"), 1)
        self.assertIn("admin, jsmith77", run.stderr)

    # -- broken ones

    def damages(self):
        posts = blogs.blog(count=6)
        text = blogs.export(posts)
        yield "a notice of PHP", "<br />\n<b>Warning</b>:  Cannot modify header in x.php on line <b>4</b><br />\n" \
            + text
        yield "blank lines and a mark", "\ufeff\n\n  \n" + text
        yield "no prefixes declared", blogs.export(posts, with_spaces=False)
        yield "entities of HTML", text.replace("Words &amp; boats", "Words&nbsp;&mdash;&hellip; & boats")
        yield "control characters", text.replace("council met", "council\x0b met\x01").replace("pier for", "pier\x1f for")
        yield "bytes that are no UTF-8", text.encode().replace(b"<wp:comment_status>", b"<x>\xff\xfe\x80</x><wp:comment_status>")
        yield "two channels", text.replace("</channel>\n</rss>", "</channel>\n<channel><title>Again</title></channel></rss>")
        yield "a comment of a megabyte", text.replace("<channel>", "<!-- " + "lorem <item> " * 80000 + "--><channel>", 1)
        yield "a section in a section", text.replace("]]></content:encoded>",
                                                    "<script>//<![CDATA[\nvar x;\n//]]></script>]]></content:encoded>")
        yield "a section that was split", text.replace("three hours", "three<!-- ]]]]><![CDATA[> --> hours")
        yield "no end", text.replace("</channel>\n</rss>\n", "")
        yield "an entity bomb", text.replace("<rss", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<rss', 1)
        yield "Windows' line ends", text.replace("\n", "\r\n")

    def test_damaged_exports_lose_nothing(self):
        posts = blogs.blog(count=6)
        for name, export in self.damages():
            with self.subTest(name):
                _, texts = self.read(export)
                self.assert_all_there(texts, posts)

    def test_a_truncated_export_keeps_what_is_whole(self):
        posts = blogs.blog(count=6)
        text = blogs.export(posts)
        at = text.index(posts[4].paragraphs[2], text.index(posts[4].title))
        run, texts = self.read(text[:at])
        self.assertIn("[export-cut]", run.stderr)
        self.assert_all_there({title: texts[title] for title in list(texts)[:4]}, posts[:4])
        self.assertEqual(words_of(texts[posts[4].title]), " ".join(posts[4].paragraphs[:2]).split())

    def test_a_section_without_end_takes_no_other_post_with_it(self):
        posts = blogs.blog(count=4)
        text = blogs.export(posts)
        at = text.index("]]></content:encoded>")
        _, texts = self.read(text[:at] + text[at + len("]]></content:encoded>"):])
        for post in posts[1:]:
            self.assertEqual(words_of(texts[post.title]), post.words)
        self.assertIn(posts[0].title, texts)

    # -- shortcodes and brackets

    def text_of(self, content):
        post = blogs.blog(count=1)[0]
        post.content = content
        _, texts = self.read(blogs.export([post]))
        return texts[post.title].split("---\n", 2)[2].strip()

    def test_brackets_that_are_no_shortcodes_stay(self):
        for text in ("He wrote it so [sic] and [1] so", "It was [the pier] that fell", "a[i] = b[j]",
                     "[Editor's note: see page 3]", "See [note] here", "(see (that))"):
            with self.subTest(text):
                self.assertEqual(self.text_of(text).replace("\\", ""), text)

    def test_shortcodes(self):
        for content, expected in (
                ("[box color=\"red\"]Inside.[/box]", "Inside."),
                ("Before.\n\n[unknown id=\"3\"]\n\nAfter.", "Before.\n\nAfter."),
                ("[[gallery]] shows pictures", "\\[gallery\\] shows pictures"),
                ("[embed]https://vimeo.com/1[/embed]", "<https://vimeo.com/1>"),
                ("[youtube dQw4w9WgXcQ]", "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>"),
                ("[audio mp3=\"http://blog.example/a.mp3\"][/audio]", "<http://blog.example/a.mp3>"),
                ("Words((A note of words.)) go on", "Words[^galley-fn-1] go on\n\n[^galley-fn-1]: A note of words."),
                ("One\nTwo\n\nThree", "One  \nTwo\n\nThree"),
                ("<blockquote>One\n\nTwo</blockquote>\nThree", "> One\n> \n> Two\n\nThree"),
                ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\nAfter", "- One\n  - Two\n\nAfter")):
            with self.subTest(content):
                self.assertEqual(self.text_of(content), expected)

    # -- what is asked for

    def test_since_until_and_category(self):
        posts = blogs.blog(count=4)
        for i, post in enumerate(posts):
            post.date = f"2024-0{i + 1}-15 09:00:00"
        text = blogs.export(posts).replace('nicename="x"><![CDATA[Uncategorized]]>',
                                           'nicename="harbour-news"><![CDATA[Harbour News]]>', 1)
        run, texts = self.read(text, "--since", "2024-02-15", "--until", "2024-03")
        self.assert_all_there(texts, posts[1:3])
        self.assertIn("left out: 2 [import-not-asked-for]", run.stderr)
        for name in ("harbour news", "HARBOUR-NEWS"):
            _, texts = self.read(text, "--category", name)
            self.assert_all_there(texts, posts[:1])

    def test_missing_pictures_are_listed_once_and_found_afterwards(self):
        posts = blogs.blog(count=3)
        text = blogs.export(posts)
        address = "http://blog.example/wp-content/uploads/2024/05/pier.jpg"
        run, _ = self.read(text)
        self.assertEqual((self.here / "june/missing-pictures.txt").read_text(), address + "\n")
        self.assertEqual(run.stderr.count("pier.jpg"), 0)
        self.assertIn("wget -x -nH -P june/images -i june/missing-pictures.txt", run.stderr)
        for place, options in (("june/images/wp-content/uploads/2024/05/pier.jpg", ()), ("pier-1024x768.jpg", ()),
                               ("copy/2024/05/pier.jpg", ("--uploads", "copy"))):
            with self.subTest(place):
                file = self.here / place
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(b"\xff\xd8\xff")
                run, texts = self.read(text, *options)
                file.unlink()
                self.assertNotIn("[import-pictures-missing]", run.stderr)
                self.assertIn('<img src="images/pier', texts[posts[0].title])
                for made in (self.here / "june/images").glob("pier*"):
                    made.unlink()

    # -- hostile ones

    def test_hostile_exports_take_no_time(self):
        posts = blogs.blog(count=1)
        for name, content in (("deep", "<div><em>" * 100000), ("open brackets", "[a " * 700000),
                              ("captions", "[caption]" * 200000 + "[/caption]"), ("comments", "<!--" * 500000),
                              ("tags", "<a" * 1000000), ("quotes", "[a=\"" * 500000), ("notes", "((" * 1000000),
                              ("one line", "x" * 8000000), ("escaped", "[[gallery " * 300000),
                              ("verse", "<pre class=\"wp-block-verse\">" * 50000), ("pre", "<pre>" * 200000),
                              ("nested", "[b][b x=1]" * 200000 + "[/b]"), ("blocks", "<!-- wp:a {" * 300000)):
            with self.subTest(name):
                posts[0].content = content
                (self.here / "blog.xml").write_text(blogs.export(posts), encoding="utf-8")
                begin = time.monotonic()
                run = self.galley("import", "blog.xml", "--into", "june", "--force")
                self.assertIn(run.returncode, (0, 1), run.stderr)
                self.assertLess(time.monotonic() - begin, 10, name)


if __name__ == "__main__":
    unittest.main()
