"""Pictures on their way into the book: turned, made smaller, told of nobody, kept for the next build, and made to fit."""
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest
import zipfile

from program import Program

WORKER = os.environ.get("GALLEY_IMAGES") or str(pathlib.Path(os.environ["GALLEY"]).parent / "galley-images")
SECRETS = [b"Nobody Known", b"SN-98765", b"51 deg", b"Secret quay", b"hidden words"]
# What is done to an upright picture so that a viewer who heeds the orientation sees it upright again (EXIF 2.3, 4.6.4).
LYING = {1: [], 2: ["-flop"], 3: ["-rotate", "180"], 4: ["-flip"], 5: ["-transpose"], 6: ["-rotate", "270"],
         7: ["-transverse"], 8: ["-rotate", "90"]}
CORNERS = {(6, 6): (255, 0, 0), (36, 6): (0, 255, 0), (6, 42): (0, 0, 255), (66, 42): (255, 255, 255)}


def run(*arguments):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"{arguments[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class BookPictures(Program):
    def issue(self, text, yaml=""):
        self.write("in/issue.yaml", f"title: The Test\nlanguage: en\ndate: 2026-03-01\ncover: none\n{yaml}")
        self.write("in/01-one.md", "# One\n\n" + text)

    def draw(self, name, *arguments):
        path = self.here / "in" / name
        path.parent.mkdir(exist_ok=True)
        run("convert", *arguments, path)
        return path

    def noise(self, name, size="2000x1500", *arguments):
        return self.draw(name, "-seed", "1", "-size", "200x150", "plasma:fractal", "-resize", size + "!", "-attenuate", "0.2",
                         "+noise", "Gaussian", *arguments)

    def build(self, *arguments, env=None):
        done = self.galley("build", "in", "--again", *arguments, env=env)
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stderr

    def book(self, directory="output"):
        return (self.here / directory / "in.epub").read_bytes()

    def parts(self, directory="output"):
        with zipfile.ZipFile(self.here / directory / "in.epub") as book:
            self.assertIsNone(book.testzip())
            return {name: book.read(name) for name in book.namelist()}

    def images(self, parts):
        """src -> (width, height) as the articles say."""
        text = b"".join(data for name, data in parts.items() if name.endswith(".xhtml")).decode("utf-8")
        return {src: (int(width), int(height)) for src, width, height in
                re.findall(r'<img src="images/([^"]+)"[^>]* width="(\d+)" height="(\d+)"', text)}

    def counted_worker(self):
        """An environment in which each start of a worker leaves a line, and how many lines there are."""
        script, log = self.here / "worker", self.here / "starts"
        script.write_text(f"#!/bin/sh\necho start >> '{log}'\nexec '{WORKER}' \"$@\"\n", encoding="utf-8")
        script.chmod(0o755)
        return {"GALLEY_IMAGES": str(script)}, lambda: len(log.read_text().splitlines()) if log.exists() else 0

    # -- what is in the book

    def test_eight_orientations(self):
        squares = ["(", "-size", "24x24", "xc:rgb(255,0,0)", "xc:rgb(0,255,0)", "xc:white", "+append", ")",
                   "(", "xc:rgb(0,0,255)", "xc:white", "xc:white", "+append", ")", "-append"]
        for orientation, how in LYING.items():
            path = self.draw(f"turned-{orientation}.jpg", *squares, *how, "-quality", "100", "-sampling-factor", "4:4:4")
            run("exiftool", "-q", "-overwrite_original", "-n", f"-Orientation={orientation}", path)
        self.issue("\n\n".join(f"![Corners](turned-{orientation}.jpg)" for orientation in LYING))
        self.assertEqual("", self.build())
        parts = self.parts()
        images = self.images(parts)
        self.assertEqual(8, len(images))
        for name, size in images.items():
            with self.subTest(name=name):
                self.assertEqual((72, 48), size)
                path = self.here / name
                path.write_bytes(parts[f"EPUB/images/{name}"])
                self.assertEqual(b"72 48", run("identify", "-format", "%w %h", path))
                self.assertNotIn("Orientation", json.loads(run("exiftool", "-j", path))[0])
                for (x, y), colour in CORNERS.items():
                    pixel = run("convert", path, "-crop", f"1x1+{x}+{y}", "-depth", "8", "rgb:-")
                    self.assertTrue(all(abs(a - b) < 8 for a, b in zip(pixel, colour)), f"{tuple(pixel)} at {x},{y}")

    def test_nothing_is_told_of_people(self):
        kinds = ["large.jpg", "small.jpg", "large.png", "small.png", "moving.gif", "a.webp", "a.tif"]
        for name in kinds:
            size = "2000x1500" if name.startswith("large") else "60x40"
            path = self.noise(name, size, "-set", "comment", "hidden words")
            run("exiftool", "-q", "-overwrite_original", "-n", "-m", "-XMP:Creator=Nobody Known", "-XMP:City=Secret quay", path)
            if not name.endswith(".gif"):
                run("exiftool", "-q", "-overwrite_original", "-m", "-EXIF:Artist=Nobody Known", "-EXIF:SerialNumber=SN-98765",
                    "-EXIF:GPSLatitude=51 deg 30' 0.00\"", "-EXIF:GPSLatitudeRef=N", path)
        run("exiftool", "-q", "-overwrite_original", "-IPTC:By-line=Nobody Known", self.here / "in/small.jpg")
        self.write("in/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- hidden words -->'
                                 "<metadata>Nobody Known</metadata><path d='M0 0h9'/></svg>")
        planted = b"".join((self.here / "in" / name).read_bytes() for name in kinds)
        for secret in (b"Nobody Known", b"SN-98765", b"Secret quay", b"hidden words"):
            self.assertIn(secret, planted)
        self.issue("\n\n".join(f"![A picture]({name})" for name in [*kinds, "map.svg"]))
        shutil.copytree(self.here / "in", self.here / "drawn")  # with a cover, which is drawn over a photo
        self.write("drawn/issue.yaml", "title: The Test\nlanguage: en\ndate: 2026-03-01\n")
        self.build()
        self.assertEqual(0, self.galley("build", "drawn").returncode)
        out = self.here / "output"
        for book in out.glob("*.epub"):
            zipfile.ZipFile(book).extractall(out / book.stem)
        files = [path for path in out.rglob("*") if path.is_file()]
        pictures = [path for path in files if path.suffix in (".jpg", ".png", ".gif", ".svg")]
        self.assertGreaterEqual(len(pictures), 2 * 8 + 2)
        for path in files:
            for secret in SECRETS:
                self.assertNotIn(secret, path.read_bytes(), path)
        for tags in json.loads(run("exiftool", "-j", "-G1", "-a", "-u", *pictures)):
            groups = {tag.partition(":")[0] for tag in tags} - {"SourceFile"}
            self.assertLessEqual(groups, {"ExifTool", "System", "File", "JFIF", "PNG", "PNG-pHYs", "GIF", "SVG", "Composite",
                                          "ICC-header", "ICC_Profile", "ICC-meas", "ICC-view"}, tags["SourceFile"])
            self.assertFalse([tag for tag in tags if re.search("Comment|Artist|Creator|Serial|GPS|Author", tag)], tags)

    def test_kinds_that_readers_do_not_show(self):
        for name in ("a.webp", "b.tif", "c.gif"):
            self.draw(name, "-size", "60x40", "xc:red")
        self.draw("d.jpg", "-size", "60x40", "xc:red", "-colorspace", "CMYK")
        self.draw("e.png", "-size", "60x40", "gradient:", "-depth", "16")
        self.draw("f.webp", "-size", "60x40", "xc:none", "-fill", "red", "-draw", "circle 20,20 20,30")
        self.issue("\n\n".join(f"![It]({name})" for name in ("a.webp", "b.tif", "c.gif", "d.jpg", "e.png", "f.webp")))
        self.assertEqual("", self.build())
        parts = self.parts()
        self.assertEqual({"a.jpg", "b.jpg", "c.gif", "d.jpg", "e.png", "f.png"}, set(self.images(parts)))
        self.assertEqual((self.here / "in/c.gif").read_bytes(), parts["EPUB/images/c.gif"], "what need not change does not")
        for name in self.images(parts):
            path = self.here / name
            path.write_bytes(parts[f"EPUB/images/{name}"])
            space = run("identify", "-format", "%[colorspace] %z", path).decode()
            self.assertIn(space, ("sRGB 8", "Gray 8"), name)
        types = dict(re.findall(r'href="images/([^"]+)" media-type="([^"]+)"', parts["EPUB/package.opf"].decode()))
        self.assertEqual({"a.jpg": "image/jpeg", "b.jpg": "image/jpeg", "c.gif": "image/gif", "d.jpg": "image/jpeg",
                          "e.png": "image/png", "f.png": "image/png"}, types)

    def test_broken_pictures_are_left_out(self):
        whole = self.noise("cut.jpg").read_bytes()
        (self.here / "in/cut.jpg").write_bytes(whole[:len(whole) // 3])
        self.write("in/fake.tif", "II*\0 no more")
        self.noise("good.jpg")
        self.issue('![Cut](cut.jpg "A cutline")\n\nThere was ![a boat](fake.tif) here.\n\n![Good](good.jpg)\n')
        said = self.build()
        self.assertEqual(2, said.count("[image-broken]"), said)
        self.assertIn('in/01-one.md:3:1: warning: the picture "cut.jpg" was left out: ', said)
        parts = self.parts()
        self.assertEqual({"good.jpg": (1600, 1200)}, self.images(parts))
        text = next(data for name, data in parts.items() if name.endswith("one.xhtml")).decode()
        self.assertIn("A cutline", text)
        self.assertIn("There was a boat here.", text)
        self.assertEqual(said, self.build(), "the second time too")

    # -- what is kept

    def test_the_same_bytes_from_any_cache(self):
        for number in range(4):
            self.noise(f"{number}.jpg", "2000x1500", "-roll", f"+{number * 99}+0")
        self.issue("\n\n".join(f"![Noise]({number}.jpg)" for number in range(4)))
        self.build("-o", "cold", "--jobs", "1")
        expected = self.book("cold")
        self.build("-o", "cold", "--jobs", "8")
        self.assertEqual(expected, self.book("cold"), "warm")
        kept = self.here / "cold/.galley/renditions"
        for path in kept.iterdir():
            data = bytearray(path.read_bytes())
            data[len(data) // 3] ^= 8
            path.write_bytes(data)
        self.build("-o", "cold")
        self.assertEqual(expected, self.book("cold"), "damaged")
        shutil.rmtree(self.here / "cold/.galley")
        self.write("cold/.galley", "no directory can be here")
        self.build("-o", "cold")
        self.assertEqual(expected, self.book("cold"), "nothing can be kept")
        self.build("-o", "other", "--jobs", "8")
        self.assertEqual(expected, self.book("other"), "cold, by eight")

    def test_two_builds_at_once(self):
        for number in range(6):
            self.noise(f"{number}.jpg", "1700x1100", "-roll", f"+{number * 99}+0")
        self.issue("\n\n".join(f"![Noise]({number}.jpg)" for number in range(6)))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for said in pool.map(lambda _: self.build("--jobs", "2"), range(4)):
                self.assertEqual("", said)
        together = self.book()
        shutil.rmtree(self.here / "output")
        self.build()
        self.assertEqual(together, self.book())
        self.assertEqual([], [path.name for path in (self.here / "output/.galley/renditions").iterdir() if "." in path.name])

    def test_a_second_build_starts_no_worker(self):
        env, starts = self.counted_worker()
        self.noise("large.jpg")
        self.issue("![Noise](large.jpg)")
        self.build(env=env)
        self.assertEqual(1, starts())
        self.build(env=env)
        self.assertEqual(1, starts())
        shutil.copy(self.here / "in/large.jpg", self.here / "in/copy.jpg")
        self.issue("![Noise](copy.jpg)")
        self.build(env=env)
        self.assertEqual(1, starts(), "another file of the same bytes")

    def test_what_needs_no_work_starts_no_worker(self):
        env, starts = self.counted_worker()
        self.noise("small.jpg", "90x60")
        self.write("in/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')
        self.issue("![Noise](small.jpg)\n\n![Map](map.svg)\n")
        self.build(env=env)
        self.assertEqual(0, starts())

    def test_check_and_show_write_nothing(self):
        self.noise("large.jpg")
        self.issue("![Noise](large.jpg)")
        self.assertEqual(0, self.galley("check", "in").returncode)
        self.assertEqual(0, self.galley("show", "in").returncode)
        self.assertEqual(["in"], [path.name for path in self.here.iterdir()])

    def test_no_worker_leaves_pictures_out(self):
        self.noise("large.jpg")
        self.noise("small.jpg", "90x60")
        self.issue("![Noise](large.jpg)\n\n![Noise](small.jpg)\n")
        said = self.build(env={"GALLEY_IMAGES": "/nonexistent/galley-images"})
        self.assertEqual(1, said.count("[image-broken]"), said)
        self.assertEqual({"small.jpg"}, set(self.images(self.parts())))
        self.assertEqual("", self.galley("build", "in").stderr, "the worker is back")
        self.assertEqual({"small.jpg", "large.jpg"}, set(self.images(self.parts())))

    # -- what it weighs

    def test_max_size(self):
        for number in range(3):
            self.noise(f"{number}.jpg", "1500x1000", "-quality", "95", "-roll", f"+{number * 99}+0")
        text = "\n\n".join(f"![Noise]({number}.jpg)" for number in range(3))
        self.issue(text)
        self.assertEqual("", self.build())
        whole = self.book()
        self.assertIn((self.here / "in/0.jpg").stat().st_size, [len(data) for data in self.parts().values()])
        sides = []
        for most in (len(whole) // 2, len(whole) // 5, len(whole) // 12):
            self.issue(text, f"max_size: {most // 1000} KB\n")
            said = self.build()
            self.assertRegex(said, r"^in/issue\.yaml: max_size: note: to fit .* at most \d+ px .*\[pictures-resampled\]\n$")
            book = self.book()
            self.assertLessEqual(len(book), most // 1000 * 1000)
            side = int(re.search(r"at most (\d+) px", said).group(1))
            parts = self.parts()
            for name, size in self.images(parts).items():
                self.assertEqual(side, max(size))
                (self.here / name).write_bytes(parts[f"EPUB/images/{name}"])
                self.assertEqual("%d %d" % size, run("identify", "-format", "%w %h", self.here / name).decode())
            sides.append(side)
            self.build("--jobs", "1")
            self.assertEqual(book, self.book())
            shown = json.loads(self.galley("show", "--json", "in").stdout)
            self.assertEqual(len(book), shown["bytes"])
        self.assertEqual(sorted(sides, reverse=True), sides)
        self.assertGreater(sides[0], sides[-1])
        self.issue(text, f"max_size: {len(whole) // 1000 + 1} KB\n")
        self.assertEqual("", self.build())
        self.assertEqual(whole, self.book())

    def test_what_cannot_fit_stays_whole(self):
        self.noise("0.jpg", "1500x1000")
        self.issue("![Noise](0.jpg)")
        self.build()
        whole = self.book()
        self.issue("![Noise](0.jpg)", "max_size: 5 KB\n")
        self.assertIn("[book-too-large]", self.build())
        self.assertEqual(whole, self.book())
        done = self.galley("build", "in", "--strict", "-o", "strict")
        self.assertEqual(1, done.returncode)
        self.assertEqual([], list((self.here / "strict").glob("*.epub")))

    def test_cover_of_any_kind_is_left_beside_the_book_as_a_jpeg(self):
        self.write("in/01-one.md", "# One\n\nThe boat came in on Monday.")
        self.draw("front.png", "-size", "300x400", "xc:none", "-fill", "red", "-draw", "rectangle 100,100 200,300")
        self.write("in/front.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400">'
                   '<rect x="100" y="100" width="100" height="200" fill="#f00"/></svg>')
        for name, size in (("front.png", "300 400"), ("front.svg", "1200 1600")):
            self.write("in/issue.yaml", f"title: The Test\nlanguage: en\ndate: 2026-03-01\ncover: {name}\n")
            self.assertEqual("", re.sub(r"in: .*", "", self.build()))
            beside = self.here / "output/in-cover.jpg"
            self.assertEqual(f"JPEG {size}", run("identify", "-format", "%m %w %h", beside).decode())
            corner, middle = run("convert", beside, "-resize", "300x400!", "-format",
                                 "%[pixel:p{20,20}] %[pixel:p{150,200}]", "info:").decode().split()
            self.assertRegex(corner, r"^s?rgb\(255,255,255\)|white$")
            self.assertRegex(middle, r"^s?rgb\(25[0-5],[0-3],[0-3]\)|red$")
            self.assertIn(f"EPUB/images/{name}", self.parts())  # in the book it is what it was
            os.remove(beside)

    def test_show_says_what_weighs_how_much(self):
        source = self.noise("large.jpg")
        self.issue("![Noise](large.jpg)")
        self.build()
        shown = json.loads(self.galley("show", "--json", "in").stdout)
        self.assertEqual(len(self.book()), shown["bytes"])
        with zipfile.ZipFile(self.here / "output/in.epub") as book:
            stored = {part.filename: part.compress_size for part in book.infolist()}
        self.assertEqual(stored, {part["name"]: part["bytes"] for part in shown["parts"]})
        [picture] = shown["pictures"]
        self.assertEqual(source.stat().st_size, picture["bytes"])
        self.assertEqual((2000, 1500), (picture["width"], picture["height"]))
        self.assertEqual({"made_anew": True, "type": "image/jpeg", "width": 1600, "height": 1200,
                          "bytes": stored["EPUB/images/large.jpg"]}, picture["in_book"])
        table = self.galley("show", "in").stdout
        rows = [line for line in table.splitlines() if re.search(r"\d (KB|bytes) ", line)]
        self.assertIn("large.jpg", rows[0], table)
        self.assertIn("1600 x 1200", rows[0], table)
        self.assertTrue(any("01-one.md" in row for row in rows), table)


if __name__ == "__main__":
    unittest.main()
