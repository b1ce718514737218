"""Pictures for print: the pixels that their place needs, in the inks of the press, no more ink than the paper takes.

What the inks print is held against what ImageMagick's print, which reckons with the same profile by its own way through
lcms; how much of it black ink carries is held to the house's rule: greys are black alone."""
import collections
import os
import pathlib
import struct
import unittest
import zlib

from pictures import Pictures, run
import test_hostile_pictures as hostile

PRINT = os.environ["PICTURES_PRINT"]
PROFILE = pathlib.Path(os.environ["GALLEY_SOURCE"]) / "share/icc/fogra39.icc"
SRGB = "/usr/share/color/icc/ghostscript/srgb.icc"
WIDE = "/usr/share/color/icc/ghostscript/rommrgb.icc"  # gamma 1.8
INCH = 72000

Printed = collections.namedtuple("Printed", "kind width height components inverted ppi path why")


def unfiltered(packed, width, height, components):
    """Rows under PNG's predictors (PNG 1.2, 6) as samples."""
    data, row_bytes = zlib.decompress(packed), width * components
    assert len(data) == (row_bytes + 1) * height, (len(data), width, height, components)
    before, rows = bytes(row_bytes), []
    for at in range(0, len(data), row_bytes + 1):
        kind, row = data[at], bytearray(data[at + 1:at + 1 + row_bytes])
        for i in range(row_bytes):
            left = row[i - components] if i >= components else 0
            up, corner = before[i], before[i - components] if i >= components else 0
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda value: abs(guess - value))
            row[i] = (row[i] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
        rows.append(bytes(row))
        before = row
    return b"".join(rows)


class PrintPictures(Pictures):
    def prints(self, *paths, inches=(1, 1), colour="cmyk", covers=0, ink=300, profile=PROFILE):
        out = [self.here / f"{number}.printed" for number in range(len(paths))]
        pairs = [name for pair in zip(paths, out) for name in pair]
        place = [round(length * INCH) for length in inches]
        lines = run(PRINT, *place, colour, covers, ink, profile, *pairs).decode().splitlines()
        self.assertEqual(len(lines), len(paths))
        made = []
        for line, path in zip(lines, out):
            kind, _, rest = line.partition(" ")
            made.append(Printed(*[None] * 7, rest) if kind == "-"
                        else Printed(kind, *map(int, rest.split()), path, None))
        return made

    def print_one(self, path, **more):
        [made] = self.prints(path, **more)
        self.assertIsNone(made.why)
        return made

    def samples(self, made):
        """Ink of every pixel (light, of grey and sRGB), one component after the other."""
        if made.kind == "rows":
            return unfiltered(made.path.read_bytes(), made.width, made.height, made.components)
        channels = {1: "gray", 3: "rgb", 4: "cmyk"}[made.components]
        return run("convert", f"jpeg:{made.path}", "-depth", "8", f"{channels}:-")

    def pixel(self, made, x=0, y=0):
        at = (y * made.width + x) * made.components
        return tuple(self.samples(made)[at:at + made.components])

    def alpha(self, made):
        path = pathlib.Path(f"{made.path}.alpha")
        return unfiltered(path.read_bytes(), made.width, made.height, 1) if path.exists() else None


class Size(PrintPictures):
    def test_tones_have_300_and_lines_600_dots_an_inch(self):
        photograph = self.convert("-size", "1200x900", "plasma:red-blue", "-quality", "90", "photograph.jpg")
        screen = self.convert("-size", "1200x900", "plasma:red-blue", "PNG24:plasma.png")
        line = self.convert("-size", "1200x900", "xc:white", "-fill", "black", "-draw", "circle 600,450 600,50",
                            "-threshold", "50%", "PNG24:line.png")
        made = self.prints(photograph, screen, line, inches=(1, 0.75))
        self.assertEqual([(one.width, one.height) for one in made], [(300, 225), (300, 225), (600, 450)])
        self.assertEqual([one.ppi for one in made], [1200, 1200, 1200])

    def test_nothing_is_made_larger(self):
        small = self.convert("-size", "90x60", "plasma:red-blue", "PNG24:small.png")
        made = self.print_one(small, inches=(3, 2))
        self.assertEqual((made.width, made.height, made.ppi), (90, 60, 30))

    def test_what_covers_is_cut_on_both_sides(self):
        stripes = self.convert("-size", "100x100", "xc:red", "xc:rgb(0,255,0)", "xc:blue", "+append", "PNG24:stripes.png")
        made = self.print_one(stripes, inches=(1, 1), covers=1, colour="screen")
        self.assertEqual((made.width, made.height, made.components), (100, 100, 3))
        samples = self.samples(made)
        seen = [bytes(samples[at:at + 3]) for at in (3 * (50 * 100 + 5), 3 * (50 * 100 + 50), 3 * (50 * 100 + 95))]
        self.assertEqual(seen, [b"\x00\xff\x00"] * 3)

    def test_drawings_have_600_dots_an_inch(self):
        drawing = self.here / "drawing.svg"
        drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">'
                           '<rect width="5" height="10" fill="#f00"/></svg>')
        made = self.print_one(drawing, colour="screen")
        self.assertEqual((made.kind, made.width, made.height, made.components, made.ppi), ("rows", 600, 600, 3, 0))
        self.assertEqual(self.pixel(made, 100, 300), (255, 0, 0))
        alpha = self.alpha(made)
        self.assertEqual((alpha[300 * 600 + 100], alpha[300 * 600 + 500]), (255, 0))

    def test_upright(self):
        lying = self.convert("-size", "60x40", "xc:red", "xc:blue", "+append", "-quality", "98", "lying.jpg")
        run("exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", lying)
        made = self.print_one(lying, inches=(1, 3), colour="screen")
        self.assertEqual((made.width, made.height), (40, 120))
        self.assertGreater(self.pixel(made, 20, 10)[0], 240)
        self.assertGreater(self.pixel(made, 20, 110)[2], 240)


class Inks(PrintPictures):
    def separated(self, path):
        return run("convert", path, "-intent", "relative", "-black-point-compensation", "-profile", SRGB, "-profile",
                   PROFILE, "-depth", "8", "cmyk:-")

    def printed(self, inks):
        """What inks look like on paper, by ImageMagick: in a space that is wider than they are."""
        raw = self.here / "inks.cmyk"
        raw.write_bytes(bytes(inks))
        return list(run("convert", "-size", f"{len(inks) // 4}x1", "-depth", "8", f"cmyk:{raw}", "-intent", "relative",
                        "-profile", PROFILE, "-profile", WIDE, "-depth", "8", "rgb:-"))

    def sums(self, made):
        samples = self.samples(made)
        return [sum(samples[at:at + 4]) for at in range(0, len(samples), 4)]

    def ramp(self, start, end):
        """The inks of 256 colours from one to another: no grey picture, as its second row is red."""
        path = self.convert("-size", "1x256", f"gradient:{start}-{end}", "-rotate", "-90", "(", "-size", "256x1", "xc:red",
                            ")", "-append", "PNG24:ramp.png")
        made = self.print_one(path, inches=(256 / 300, 2 / 300))
        self.assertEqual((made.kind, made.width, made.components), ("rows", 256, 4))
        row = self.samples(made)[:4 * 256]
        return [tuple(row[at:at + 4]) for at in range(0, len(row), 4)]

    def test_colours_print_as_those_of_another_program(self):
        """Not by the same inks: black carries what grey is in them."""
        colours = ["red", "rgb(120,80,40)", "rgb(255,255,230)", "rgb(224,172,105)", "rgb(0,128,96)", "rgb(90,30,120)",
                   "rgb(70,124,194)", "rgb(100,120,80)"]
        for colour in colours:
            with self.subTest(colour=colour):
                path = self.convert("-size", "8x8", f"xc:{colour}", "PNG24:patch.png")
                made = self.print_one(path, ink=0)
                self.assertEqual((made.kind, made.components), ("rows", 4))
                ours, theirs = self.pixel(made), tuple(self.separated(path)[:4])
                for seen, wanted in zip(self.printed(ours), self.printed(theirs)):
                    self.assertLessEqual(abs(seen - wanted), 6, (ours, theirs))
                self.assertLessEqual(sum(ours), sum(theirs))
                self.assertGreaterEqual(ours[3] + 2, theirs[3])

    def test_dark_colours_are_no_darker_than_black(self):
        black = self.printed((0, 0, 0, 255))
        for colour in ("rgb(20,20,60)", "rgb(24,4,10)", "rgb(0,30,0)"):
            path = self.convert("-size", "8x8", f"xc:{colour}", "PNG24:dark.png")
            seen = self.printed(self.pixel(self.print_one(path, ink=0)))
            self.assertGreaterEqual(sum(seen) + 6, sum(black), (colour, seen, black))

    def test_greys_beside_colours_are_black_alone(self):
        greys = self.ramp("black", "white")
        self.assertEqual({grey[:3] for grey in greys}, {(0, 0, 0)})
        blacks = [grey[3] for grey in greys]
        self.assertEqual((blacks[0], blacks[-1]), (255, 0))
        self.assertEqual(blacks, sorted(blacks, reverse=True))

    def test_greys_keep_their_tones(self):
        """Light L leaves L of what lies between solid black and paper (black point compensation)."""
        def light(value):
            return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        greys = self.ramp("black", "white")
        paper, solid = ((self.printed((0, 0, 0, part))[1] / 255) ** 1.8 for part in (0, 255))
        for level in (16, 48, 96, 128, 176, 224):
            seen = (self.printed(greys[level])[1] / 255) ** 1.8
            wanted = solid + (paper - solid) * light(level / 255)
            self.assertAlmostEqual(seen, wanted, delta=0.012, msg=(level, greys[level]))

    def test_nearly_grey_is_nearly_black_alone(self):
        for start, end in (("rgb(6,3,2)", "rgb(250,248,245)"), ("rgb(22,24,30)", "rgb(240,241,243)")):
            for inks in self.ramp(start, end):
                self.assertLess(max(inks[:3]), 24, inks)

    def test_the_passage_from_grey_to_colour_has_no_seam(self):
        """A step is one level of light at most: it is one in print, and no plate leaps."""
        for start, end in (("rgb(128,128,128)", "rgb(200,100,40)"), ("rgb(128,128,128)", "rgb(40,110,190)"),
                           ("black", "rgb(200,20,30)"), ("black", "rgb(10,20,90)"), ("white", "rgb(120,90,20)"),
                           ("rgb(60,60,60)", "rgb(60,90,50)")):
            row = self.ramp(start, end)
            with self.subTest(start=start, end=end):
                self.assertEqual(max(row[0][:3]), 0)
                self.assertGreater(sum(row[-1][:3]), 60)
                seen = self.printed([part for inks in row for part in inks])
                for i, (before, after) in enumerate(zip(row, row[1:])):
                    self.assertLessEqual(max(abs(one - other) for one, other in zip(before, after)), 20, (before, after))
                    self.assertLessEqual(max(abs(seen[3 * i + k] - seen[3 * i + 3 + k]) for k in range(3)), 4, (before, after))

    def test_black_art_with_one_coloured_window(self):
        """The window has its inks; all the rest has black or nothing, in what is kept whole and in a JPEG of it."""
        drawing = ("-size", "480x360", "xc:white", "-fill", "black", "-draw", "rectangle 40,40 440,320", "-fill", "white",
                   "-draw", "rectangle 80,80 200,200", "-fill", "rgb(255,140,0)", "-draw", "rectangle 260,100 330,170")
        for path in (self.convert(*drawing, "PNG24:linocut.png"), self.convert(*drawing, "-quality", "92", "linocut.jpg")):
            made = self.print_one(path, inches=(1.6, 1.2))
            self.assertEqual((made.width, made.height, made.components), (480, 360, 4))
            samples, near = self.samples(made), 16 if made.kind == "jpeg" else 1
            window = samples[4 * (130 * 480 + 290):][:4]
            self.assertTrue(window[1] > 100 and window[2] > 200 and window[3] < 10, tuple(window))
            for y in range(0, 360, 5):
                for x in range(0, 480, 5):
                    if 260 - near <= x <= 330 + near and 100 - near <= y <= 170 + near:
                        continue
                    at = 4 * (y * 480 + x)
                    self.assertLessEqual(max(samples[at:at + 3]), 2, (path.name, x, y, tuple(samples[at:at + 4])))
            self.assertGreaterEqual(samples[4 * (60 * 480 + 60) + 3], 253)
            self.assertLessEqual(samples[4 * (100 * 480 + 100) + 3], 2)

    def test_no_pixel_has_more_ink_than_the_paper_takes(self):
        dark = self.convert("-seed", "7", "-size", "200x200", "plasma:rgb(90,10,10)-rgb(0,10,90)", "-quality", "95", "dark.jpg")
        flat = self.convert("-size", "8x8", "xc:rgb(10,20,90)", "PNG24:flat.png")
        for path, ink in ((dark, 200), (dark, 150), (flat, 200), (flat, 150)):
            with self.subTest(path=path.name, ink=ink):
                most = ink * 255 / 100
                self.assertGreater(max(self.sums(self.print_one(path, ink=0))), most)
                sums = self.sums(self.print_one(path, ink=ink))
                if path == flat:
                    self.assertLessEqual(max(sums), most)
                else:  # a JPEG's pixels ring about what they were; no press shows one of them alone
                    self.assertLess(sum(one > most for one in sums), len(sums) / 50)
                    self.assertLess(max(sums), most * 1.06)

    def test_ink_is_taken_where_it_is_not_seen(self):
        """The grey that three colours make goes into black first: it stays as dark as it was."""
        path = self.convert("-size", "8x8", "xc:rgb(20,30,60)", "PNG24:flat.png")
        free, held = (self.pixel(self.print_one(path, ink=ink)) for ink in (0, 190))
        self.assertGreater(held[3], free[3])
        self.assertTrue(all(held[i] < free[i] for i in range(3)), (free, held))

    def test_grey_art_is_black_ink_alone(self):
        grey = self.convert("-size", "64x64", "gradient:white-black", "-colorspace", "sRGB", "-quality", "90",
                            "-type", "TrueColor", "grey.jpg")
        tinted = self.convert("-size", "64x64", "xc:rgb(140,120,100)", "-quality", "98", "tinted.jpg")
        flat = self.convert("-size", "8x8", "xc:rgb(100,103,98)", "PNG24:flat.png")
        scan = self.convert("-size", "64x64", "gradient:rgb(250,246,239)-rgb(34,30,26)", "-quality", "92", "scan.jpg")
        self.assertEqual([one.components for one in self.prints(grey, tinted, flat, scan)], [1, 4, 1, 1])
        self.assertEqual([one.components for one in self.prints(grey, tinted, flat, colour="screen")], [1, 3, 1])
        self.assertEqual([one.components for one in self.prints(grey, tinted, flat, colour="grey")], [1, 1, 1])
        self.assertEqual(self.pixel(self.print_one(flat, colour="grey")), (103,))
        self.assertEqual(self.pixel(self.print_one(flat)), (255 - self.ramp("black", "white")[103][3],))

    def test_a_jpeg_of_inks_is_baseline_and_light(self):
        path = self.convert("-size", "300x300", "plasma:red-blue", "-quality", "90", "photograph.jpg")
        made = self.print_one(path)
        self.assertEqual((made.kind, made.components, made.inverted), ("jpeg", 4, 1))
        data = made.path.read_bytes()
        self.assertNotIn(b"JFIF", data)
        self.assertNotIn(b"ICC_PROFILE", data)
        self.assertIn(b"Adobe", data)
        self.assertIn(b"\xff\xc0", data)
        self.assertNotIn(b"\xff\xc2", data)

    def test_what_can_be_seen_through_keeps_its_plane(self):
        path = self.convert("-size", "40x40", "xc:red", "(", "-size", "20x40", "xc:white", "xc:gray(25%)", "+append",
                            ")", "-alpha", "off", "-compose", "CopyOpacity", "-composite", "PNG32:through.png")
        made = self.print_one(path)
        alpha = self.alpha(made)
        self.assertEqual((made.components, alpha[5], alpha[35]), (4, 255, 64))
        opaque = self.convert("-size", "40x40", "xc:red", "-alpha", "set", "PNG32:opaque.png")
        self.assertIsNone(self.alpha(self.print_one(opaque, colour="screen")._replace(path=self.here / "no")))

    def test_the_same_twice(self):
        path = self.convert("-size", "300x300", "plasma:red-blue", "PNG24:twice.png")
        first, second = self.prints(path, path)
        self.assertEqual(first.path.read_bytes(), second.path.read_bytes())


class Harm(PrintPictures):
    def test_a_profile_that_is_none(self):
        path = self.convert("-size", "40x40", "xc:red", "PNG24:red.png")
        grey = self.convert("-size", "40x40", "xc:gray(30%)", "PNG24:grey.png")
        nothing = self.here / "nothing.icc"
        whole = PROFILE.read_bytes()
        for spoilt in (b"no profile", whole[:400], whole[:36] + b"acsx" + whole[40:], whole[:100000]):
            nothing.write_bytes(spoilt)
            for made in self.prints(path, grey, profile=nothing):
                self.assertEqual(made.why, "the output profile cannot be used")

    def test_hostile_pictures_have_a_reason_and_the_next_is_made(self):
        good = self.convert("-size", "40x40", "xc:red", "PNG24:good.png")
        whole = self.convert("-size", "300x300", "plasma:red-blue", "-quality", "90", "whole.jpg").read_bytes()
        bombs = {"bomb.png": hostile.png(11000, 11000), "cut.jpg": whole[:len(whole) // 2],
                 "cut.png": good.read_bytes()[:60], "many.gif": hostile.gif(20000, 20000, 3), "empty.png": b"",
                 "deep.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + b"<g>" * 5000}
        for name, data in bombs.items():
            path = self.here / name
            path.write_bytes(data)
            bad, made = self.prints(path, good)
            with self.subTest(picture=name):
                self.assertTrue(bad.why)
                self.assertIsNone(made.why)

    def test_a_place_without_size_and_a_huge_one(self):
        good = self.convert("-size", "40x40", "xc:red", "PNG24:good.png")
        drawing = self.here / "drawing.svg"
        drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/>'
                           "</svg>")
        self.assertEqual(self.prints(good, inches=(0, 1))[0].why, "its place on the page has no size")
        for made in self.prints(good, drawing, inches=(2000, 2000)):
            self.assertIsNone(made.why)
            self.assertLessEqual(made.width * made.height, 40000000)


if __name__ == "__main__":
    unittest.main()
