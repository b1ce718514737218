"""Covers that a build draws: in the book, beside it, in which words; and when none is drawn."""
import re
import struct
import unittest
import zipfile
import zlib

from program import Program


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height):
    rows = zlib.compress((b"\0" + bytes(range(256)) * (width // 256 + 1))[:width + 1] * height)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


class Covers(Program):
    def build(self, *arguments, env=None):
        run = self.galley("build", *arguments, env=env)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stderr

    def part(self, name, book="output/1-winter.epub"):
        with zipfile.ZipFile(self.here / book) as opened:
            return opened.read("EPUB/" + name)

    def names(self, book="output/1-winter.epub"):
        with zipfile.ZipFile(self.here / book) as opened:
            return opened.namelist()

    def setUp(self):
        super().setUp()
        self.paper()

    def test_same_picture_in_the_book_and_beside_it(self):
        self.assertEqual(self.build("issues/1-winter"), "")
        cover = (self.here / "output/1-winter-cover.jpg").read_bytes()
        self.assertEqual(cover, self.part("images/cover.jpg"))
        package = self.part("package.opf").decode()
        self.assertIn('properties="cover-image"', package)
        self.assertIn('<meta name="cover" content="cover-image"/>', package)
        self.assertNotIn(">visual<", package)  # it says what the text says

    def test_alt_text_in_the_language_of_the_issue(self):
        for lang, words in (("en", "Cover: The Harbour Bell, No. 1, 10 January 2026"),
                            ("fr", "Couverture\u202f: The Harbour Bell, n°\u00a01, 10\u00a0janvier 2026"),
                            ("ar", "الغلاف: The Harbour Bell")):
            with self.subTest(lang=lang):
                self.write("publication.yaml", f"title: The Harbour Bell\nlanguage: {lang}\n")
                self.build("issues/1-winter")
                alt = re.search('alt="([^"]*)"', self.part("cover.xhtml").decode()).group(1)
                self.assertEqual(re.sub(r"\s", " ", alt)[:24], re.sub(r"\s", " ", words)[:24])

    def test_second_build_and_clean_build_give_the_same(self):
        self.build("issues/1-winter")
        first = (self.here / "output/1-winter-cover.jpg").read_bytes()
        self.build("--again", "issues/1-winter")
        self.assertEqual(first, (self.here / "output/1-winter-cover.jpg").read_bytes())
        self.build("-o", "other", "issues/1-winter")
        self.assertEqual(first, (self.here / "other/1-winter-cover.jpg").read_bytes())

    def test_theme_decides(self):
        self.write("styles/mine/theme.yaml", "extends: gazette\ncolours:\n  accent: \"#0033aa\"\n")
        covers = set()
        for theme in ("gazette", "review", "mine"):
            self.build("--theme", theme, "issues/1-winter")
            covers.add((self.here / "output/1-winter-cover.jpg").read_bytes())
        self.assertEqual(len(covers), 3)

    def test_none_is_a_page_of_type(self):
        self.write("issues/1-winter/issue.yaml", "number: 1\ndate: 2026-01-10\ncover: none\n")
        self.assertEqual(self.build("issues/1-winter"), "")
        self.assertEqual(self.made(), ["1-winter.epub"])
        self.assertIn("Ice on the quay", self.part("cover.xhtml").decode())
        self.assertNotIn("cover-image", self.part("package.opf").decode())

    def test_without_the_program_it_is_a_page_of_type(self):
        said = self.build("issues/1-winter", env={"GALLEY_IMAGES": str(self.here / "nothing")})
        self.assertIn("[cover-not-drawn]", said)
        self.assertEqual(self.made(), ["1-winter.epub"])
        self.assertIn("Ice on the quay", self.part("cover.xhtml").decode())

    def test_given_cover_stays(self):
        self.build("issues/1-winter")
        given = (self.here / "output/1-winter-cover.jpg").read_bytes()
        (self.here / "issues/2-spring/front.jpg").write_bytes(given)
        self.write("issues/2-spring/issue.yaml", "number: 2\ndate: 2026-04-10\ncover: front.jpg\n")
        self.build("issues/2-spring")
        self.assertEqual(self.part("images/front.jpg", "output/2-spring.epub"), given)
        self.assertEqual((self.here / "output/2-spring-cover.jpg").read_bytes(), given)
        self.assertNotIn("EPUB/images/cover.jpg", self.names("output/2-spring.epub"))

    def test_given_png_is_a_jpeg_beside(self):
        (self.here / "issues/2-spring/front.png").write_bytes(png(600, 800))
        self.write("issues/2-spring/issue.yaml", "number: 2\ndate: 2026-04-10\ncover: front.png\n")
        self.build("issues/2-spring")
        self.assertEqual(self.made(), ["2-spring-cover.jpg", "2-spring.epub"])

    def test_picture_called_cover_keeps_its_name(self):
        self.build("issues/2-spring")
        (self.here / "issues/1-winter/cover.jpg").write_bytes((self.here / "output/2-spring-cover.jpg").read_bytes())
        self.write("issues/1-winter/01-ice.md", "# Ice on the quay\n\n![The old front](cover.jpg)\n\nThe quay froze.\n")
        self.build("issues/1-winter")
        self.assertIn("EPUB/images/cover.jpg", self.names())
        self.assertIn('src="images/cover-2.jpg"', self.part("cover.xhtml").decode())

    def cover_with(self, front_matter, picture):
        (self.here / "issues/1-winter/boat.png").write_bytes(picture)
        self.write("issues/1-winter/01-ice.md",
                   f"---\ntitle: Ice on the quay\n{front_matter}---\n\n![A boat](boat.png)\n\nThe quay froze.\n")
        self.build("--draft", "issues/1-winter")
        return (self.here / "output/1-winter-draft-cover.jpg").read_bytes()

    def test_which_pictures_lead(self):
        icon, banner, large = png(64, 64), png(1600, 200), png(1200, 800)
        without = self.cover_with("", icon)
        self.assertEqual(without, self.cover_with("", banner))
        self.assertNotEqual(without, self.cover_with("", large))
        self.assertEqual(without, self.cover_with("draft: true\n", large))

    def test_check_and_show_make_none(self):
        for command in ("check", "show"):
            self.assertEqual(self.galley(command, "issues/1-winter").returncode, 0)
        self.assertEqual(self.made(), [])

    def test_refused_book_has_no_cover(self):
        self.write("issues/1-winter/02-bad.md", "# Bad\n\n![Boat](boat.jpg)\n")
        self.assertEqual(self.galley("build", "issues/1-winter").returncode, 1)
        self.assertEqual(self.made(), [])

    def test_issues_of_one_name_are_told_once(self):
        self.write("more/1-winter/01-ice.md", "# Ice again\n\nIt froze.\n")
        run = self.galley("build", "-o", "out", "issues/1-winter", "more/1-winter")
        self.assertEqual(run.stderr.count("[duplicate-output]"), 1)


if __name__ == "__main__":
    unittest.main()
