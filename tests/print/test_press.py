"""Press PDFs of an issue with every kind of picture that editors send: the PDF/X-4 gate and qpdf for each preset, the
plates by Ghostscript, the colours by ImageMagick with the output profile, the boxes by poppler."""
import base64
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
sys.path.insert(0, str(SOURCE / "tests/pictures"))
import profiles  # noqa: E402

GALLEY = str(pathlib.Path(os.environ.get("GALLEY", "build/galley")).resolve())
GATE = str(SOURCE / "tests/books/pdfx4")
PROFILE = str(SOURCE / "share/icc/fogra39.icc")
SRGB = "/usr/share/color/icc/ghostscript/srgb.icc"
WIDE = "/usr/share/color/icc/ghostscript/rommrgb.icc"  # wider than print, so that nothing is cut off
MAPPED = ("-intent", "relative", "-black-point-compensation")
PATCHES = ((200, 40, 40), (40, 140, 60), (70, 100, 150), (224, 172, 140), (128, 128, 128), (0, 0, 0))
PRESETS = {"generic": 300, "newspaper": 240, "kdp": 300}


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, timeout=300, **more)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.stdout[-2000:]!r}{done.stderr[-2000:]!r}")
    return done.stdout


def make_pictures(folder):
    """Six patches, 600 by 400, as cameras, telephones, scanners and programs save them."""
    def convert(*words):
        run("convert", *words, cwd=folder)
    rows = []
    for start in (0, 3):
        rows += ["(", "-size", "200x200", *(f"xc:rgb{patch}".replace(" ", "") for patch in PATCHES[start:start + 3]),
                 "+append", ")"]
    convert(*rows, "-append", "PNG24:chart.png")
    for name, data in (("p3.icc", profiles.DISPLAY_P3), ("adobe.icc", profiles.ADOBE_RGB)):
        (folder / name).write_bytes(data)
    convert("chart.png", "-quality", "95", "plain.jpg")
    convert("chart.png", "-quality", "95", "-interlace", "JPEG", "progressive.jpg")
    convert("chart.png", *MAPPED, "-profile", SRGB, "-profile", "p3.icc", "-quality", "95", "p3.jpg")
    convert("chart.png", *MAPPED, "-profile", SRGB, "-profile", "adobe.icc", "-quality", "95", "adobe.jpg")
    convert("chart.png", *MAPPED, "-profile", SRGB, "-profile", PROFILE, "-quality", "95", "inks.jpg")
    convert("chart.png", *MAPPED, "-profile", SRGB, "-profile", "p3.icc", "-depth", "16", "PNG48:deep.png")
    convert("chart.png", "-alpha", "set", "PNG32:opaque.png")
    convert("chart.png", "PNG8:palette.png")
    convert("chart.png", "GIF:palette.gif")
    convert("chart.png", "-rotate", "270", "-quality", "95", "turned.jpg")
    run("exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", "turned.jpg", cwd=folder)
    convert("chart.png", "-quality", "95", "photo.webp")
    convert("chart.png", "-compress", "lzw", "scan.tif")
    same = ["chart.png", "plain.jpg", "progressive.jpg", "p3.jpg", "adobe.jpg", "inks.jpg", "deep.png", "opaque.png",
            "palette.png", "palette.gif", "turned.jpg", "photo.webp", "scan.tif"]
    convert("chart.png", "(", "-size", "600x400", "radial-gradient:white-black", ")", "-alpha", "off", "-compose",
            "CopyOpacity", "-composite", "PNG32:through.png")
    convert("-size", "1x1", "xc:red", "PNG24:dot.png")
    convert("-size", "4000x3000", "plasma:orange-navy", "-quality", "85", "large.jpg")
    convert("-size", "300x200", "gradient:white-black", "-colorspace", "Gray", "grey.png")
    convert("-size", "900x600", "xc:white", "-fill", "black", "-draw", "rectangle 60,60 840,540", "-fill", "white",
            "-draw", "rectangle 120,120 400,400", "-fill", "rgb(255,140,0)", "-draw", "rectangle 500,150 700,300",
            "PNG24:linocut.png")
    small = base64.b64encode(run("convert", "chart.png", "-resize", "60x40", "PNG24:-", cwd=folder)).decode()
    (folder / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 600 400">'
        '<linearGradient id="g"><stop offset="0" stop-color="#c82828"/><stop offset="1" stop-color="#2846aa"/>'
        '</linearGradient><rect width="600" height="120" fill="url(#g)"/>'
        '<rect x="40" y="60" width="200" height="200" fill="#288c3c" fill-opacity="0.5"/>'
        '<text x="260" y="200" font-size="48">Tide table</text>'
        f'<image x="300" y="280" width="180" height="100" xlink:href="data:image/png;base64,{small}"/></svg>')
    return same, ["through.png", "dot.png", "large.jpg", "grey.png", "linocut.png", "drawing.svg"]


def article(title, pictures):
    calls = "".join(f"Here is {name}:\n\n![{name}](images/{name})\n\n" for name in pictures)
    return f"---\ntitle: {title}\n---\n\nSome words first.\n\n{calls}"


def wide(pixels, *before):
    """Pixels in a space that holds all of print."""
    return run("convert", *before, *MAPPED, "-profile", WIDE, "-depth", "8", "rgb:-", input=pixels)


class Press(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        here = pathlib.Path(cls.home.name)
        (here / "issue/images").mkdir(parents=True)
        cls.same, others = make_pictures(here / "issue/images")
        for name in ("p3.icc", "adobe.icc"):
            (here / "issue/images" / name).unlink()
        (here / "issue/issue.yaml").write_text("title: Pictures\nnumber: 1\ndate: 2026-05-01\nlanguage: en\n")
        (here / "issue/01-same.md").write_text(article("The same", cls.same))
        (here / "issue/02-others.md").write_text(article("Others", others))
        cls.pdf = {}
        for preset in PRESETS:
            run(GALLEY, "build", "-q", "-t", "press", "--theme", "review", "--preset", preset, "-o", str(here / preset),
                str(here / "issue"))
            cls.pdf[preset] = str(here / preset / "issue-press.pdf")
        cls.here = here

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def test_each_preset_passes_the_gate(self):
        for preset, ink in PRESETS.items():
            with self.subTest(preset=preset):
                self.assertIn(b"No syntax or stream encoding errors found", run("qpdf", "--check", self.pdf[preset]))
                self.assertIn(b"1 passed", run(GATE, "--k-text", f"--max-ink={ink}", self.pdf[preset]))

    def images(self, preset):
        """The pictures that are no masks, in the order of the pages."""
        folder = self.here / f"images-{preset}"
        folder.mkdir(exist_ok=True)
        run("pdfimages", "-all", self.pdf[preset], str(folder / "i"))
        rows = run("pdfimages", "-list", self.pdf[preset]).decode().splitlines()[2:]
        kinds = {int(row.split()[1]): row.split()[2:] for row in rows}
        files = {int(path.stem.split("-")[1]): path for path in folder.glob("i-*") if path.suffix != ".params"}
        return [(kinds[number], files[number]) for number in sorted(files) if kinds[number][0] == "image"]

    def test_every_picture_is_there(self):
        for preset in PRESETS:
            self.assertEqual(len(self.images(preset)), len(self.same) + 6)

    def test_the_same_picture_has_the_same_colours(self):
        wanted = [wide(bytes(patch), "-size", "1x1", "-depth", "8", "rgb:-", "-profile", SRGB) for patch in PATCHES]
        for (kind, path), name in zip(self.images("generic"), self.same):
            with self.subTest(picture=name):
                self.assertEqual(kind[1:4], ["600", "400", "cmyk"])
                for index, (x, y) in enumerate((100 + 200 * (i % 3), 100 + 200 * (i // 3)) for i in range(6)):
                    inks = run("convert", str(path), "-crop", f"1x1+{x}+{y}", "+repage", "-depth", "8", "cmyk:-")
                    if index >= 4:  # grey and black are black ink alone, but for what a JPEG of inks had lost
                        self.assertLessEqual(max(inks[:3]), 24 if name == "inks.jpg" else 4, tuple(inks))
                        continue
                    seen = wide(inks, "-size", "1x1", "-depth", "8", "cmyk:-", "-profile", PROFILE)
                    for one, other in zip(seen, wanted[index]):
                        self.assertLessEqual(abs(one - other), 12, (PATCHES[index], tuple(inks), tuple(seen), tuple(wanted[index])))

    def test_a_page_of_black_art_has_one_plate(self):
        """An issue of its own: a line drawing, a scan that is a little brown, and a linocut with a coloured window."""
        folder = self.here / "black/images"
        folder.mkdir(parents=True)
        run("convert", str(self.here / "issue/images/linocut.png"), str(folder / "linocut.png"))
        run("convert", "-size", "900x600", "xc:rgb(252,248,242)", "-fill", "rgb(30,25,22)", "-draw", "rectangle 60,60 500,300",
            "-blur", "0x2", "-quality", "92", str(folder / "scan.jpg"))
        (folder / "line.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M5 5L55 35" '
                                         'stroke="#111" stroke-width="3"/></svg>')
        for name in ("linocut.png", "scan.jpg", "line.svg"):
            (folder.parent / f"{name}.md").write_text(article(name, [name]))
        run(GALLEY, "build", "-q", "-t", "press", "--theme", "review", "-o", str(self.here / "black-out"), str(folder.parent))
        pdf = str(self.here / "black-out/black-press.pdf")
        rows = [line.split() for line in run("gs", "-q", "-o", "-", "-sDEVICE=ink_cov", pdf).decode().splitlines()]
        plates = [[float(part) for part in row[:4]] for row in rows if row[-1] == "OK"]
        coloured = [row for row in plates if max(row[:3]) > 0]
        self.assertGreaterEqual(sum(row[3] > 1 for row in plates), 3)  # per cent of the page
        self.assertEqual(len(coloured), 1)
        cyan, magenta, yellow, black = coloured[0]
        self.assertLess(cyan, 0.02)
        self.assertTrue(0.3 < magenta < yellow < black / 5, coloured)  # 30,000 of 270,000 pixels are the window

    def test_boxes_of_kdp(self):
        """A5 and 9 pt: nothing at the spine, which is left on the first page and right on the second."""
        told = run("pdfinfo", "-box", "-f", "1", "-l", "2", self.pdf["kdp"]).decode()
        boxes = {match.group(1, 2): [float(value) for value in match.group(3).split()]
                 for match in re.finditer(r"Page\s+(\d) (Media|Bleed|Trim)Box:\s+(.*)", told)}
        for page, left in (("1", 0), ("2", 9)):
            self.assertEqual(boxes[page, "Media"], boxes[page, "Bleed"])
            self.assertEqual(boxes[page, "Media"], [0, 0, 428.53, 613.28])
            self.assertEqual(boxes[page, "Trim"], [left, 9, round(left + 419.53, 2), 604.28])


if __name__ == "__main__":
    unittest.main()
