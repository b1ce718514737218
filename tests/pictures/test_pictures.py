"""Renditions: the right way up, the right colours, no larger than asked, the same each time, nothing told."""
import struct
import unittest

import profiles
from pictures import BLUE, GREEN, RED, WHITE, Pictures, run

NAMES = ("Jules Verne", "59.9139", "a telephone", "secret harbour")


def srgb(*linear):
    """sRGB (IEC 61966-2-1) of linear light."""
    return tuple(round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
                 for part in (min(max(part, 0), 1) for part in linear))


def through(primaries, exponent, colour):
    """What a colour of a space is in sRGB: by way of XYZ under D50, and sRGB's matrix for that white."""
    light = [(part / 255) ** exponent for part in colour]
    x, y, z = (sum(part * primary[row] for part, primary in zip(light, primaries)) for row in range(3))
    return srgb(3.13385 * x - 1.61686 * y - 0.49062 * z, -0.97877 * x + 1.91614 * y + 0.03345 * z,
                0.07195 * x - 0.22899 * y + 1.40539 * z)


def jpeg_of(path):
    data = path.read_bytes()
    at, markers = 2, []
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2:at + 4])[0]
        markers.append((data[at + 1], data[at + 4:at + 2 + length]))
        at += 2 + length
    return markers


class Upright(Pictures):
    def test_the_eight_orientations(self):
        """Stored as EXIF 2.3 says: turned so that the orientation turns it back."""
        upright = self.corners("corners.png")
        back = {1: [], 2: ["-flop"], 3: ["-rotate", "180"], 4: ["-flip"], 5: ["-transpose"], 6: ["-rotate", "-90"],
                7: ["-transverse"], 8: ["-rotate", "90"]}
        paths = []
        for orientation, turn in back.items():
            for suffix in ("jpg", "tif", "png", "webp"):
                path = self.convert(upright, *turn, "-quality", "98", f"{orientation}.{suffix}")
                tag = "IFD0:Orientation" if suffix in ("png", "webp") else "Orientation"
                run("exiftool", "-q", "-overwrite_original", "-n", f"-{tag}={orientation}", path)
                paths.append(path)
        for path, made in zip(paths, self.make(*paths)):
            with self.subTest(picture=path.name):
                self.assert_upright_corners(made, 8)
                self.assertEqual(run("exiftool", "-s3", "-Orientation", made.path), b"")

    def test_heic_and_avif_are_turned_once(self):
        paths = [self.corners("-quality", "95", f"turned.{suffix}") for suffix in ("heic", "avif")]
        for path in paths:
            run("exiftool", "-q", "-overwrite_original", "-n", "-IFD0:Orientation=6", path)
        for made in self.make(*paths):
            self.assertEqual(made.type, "jpg")
            self.assert_upright_corners(made, 12)


class Size(Pictures):
    def test_no_larger_than_asked_and_never_enlarged(self):
        sizes = {(3000, 2000): (1600, 1066), (2000, 3000): (1066, 1600), (1600, 1600): (1600, 1600),
                 (9, 7): (9, 7), (5000, 2): (1600, 1), (3201, 3201): (1600, 1600)}
        paths = [self.convert("-size", f"{width}x{height}", "gradient:red-blue", f"{width}x{height}.{suffix}")
                 for width, height in sizes for suffix in ("jpg", "png")]
        for path, made in zip(paths, self.make(*paths)):
            width, height = map(int, path.stem.split("x"))
            with self.subTest(picture=path.name):
                self.assertEqual((made.width, made.height), sizes[width, height])
        made = self.make_one(paths[0], limits=(4000, 1000000))
        self.assertEqual((made.width, made.height), (1224, 816))

    def test_what_is_shrunk_while_decoding_is_as_sharp_and_in_place(self):
        """Lines 16 pixels wide, made four times smaller, are lines 4 pixels wide."""
        path = self.convert("-size", "32x1", "xc:white", "-fill", "black", "-draw", "rectangle 0,0 15,0", "-write",
                            "mpr:tile", "+delete", "-size", "3200x2400", "tile:mpr:tile", "-quality", "95", "lines.jpg")
        made = self.make_one(path, limits=(800, 5600000))
        for x, level in ((1, 0), (2, 0), (5, 255), (6, 255), (401, 0), (405, 255), (794, 0), (798, 255)):
            self.assert_colour(made, x, 300, (level,) * 3, 12)


class Colours(Pictures):
    def embed(self, path, icc):
        (self.here / "profile.icc").write_bytes(icc)
        run("exiftool", "-q", "-overwrite_original", f"-icc_profile<={self.here / 'profile.icc'}", path)
        return path

    def test_profiles(self):
        adobe = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
        p3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
        colour = (200, 110, 60)
        for name, primaries, exponent, icc in (("adobe", adobe, 2.19921875, profiles.ADOBE_RGB),
                                               ("p3", p3, 2.2, profiles.DISPLAY_P3)):
            wanted = through(primaries, exponent, colour)
            self.assertGreater(max(abs(a - b) for a, b in zip(wanted, colour)), 8)
            for suffix in ("jpg", "png", "tif"):
                with self.subTest(profile=name, kind=suffix):
                    path = self.convert("-size", "40x40", "xc:rgb(200,110,60)", "-quality", "98", f"{name}.{suffix}")
                    made = self.make_one(self.embed(path, icc))
                    self.assert_colour(made, 20, 20, wanted, 3)
                    self.assertEqual(run("exiftool", "-icc_profile:all", made.path), b"")

    def test_a_profile_that_is_none_is_let_be(self):
        path = self.convert("-size", "40x40", "xc:rgb(200,110,60)", "-quality", "98", "p.jpg")
        plain = path.read_bytes()
        for icc in (b"not a profile at all" * 20, profiles.LINEAR_GREY, profiles.ADOBE_RGB[:200], b""):
            body = b"ICC_PROFILE\0\1\1" + icc
            path.write_bytes(plain[:2] + b"\xFF\xE2" + struct.pack(">H", len(body) + 2) + body + plain[2:])
            self.assert_colour(self.make_one(path), 20, 20, (200, 110, 60), 3)

    def test_grey_stays_grey(self):
        path = self.convert("-size", "40x40", "xc:gray(128)", "-colorspace", "Gray", "grey.jpg")
        made = self.make_one(path)
        self.assertEqual(dict(jpeg_of(made.path))[0xC0][5], 1)
        self.assert_colour(made, 5, 5, (128,) * 3, 2)
        self.assert_colour(self.make_one(self.embed(path, profiles.LINEAR_GREY)), 5, 5, srgb(*[128 / 255] * 3), 2)

    def test_inks(self):
        """Without a profile, inks look as on most presses: red is not a screen's red."""
        paths = [self.corners("-colorspace", "CMYK", *more, name) for name, more in
                 (("adobe.jpg", ["-quality", "98"]), ("inks.tif", []), ("packed.tif", ["-compress", "LZW"]))]
        for path, made in zip(paths, self.make(*paths)):
            with self.subTest(picture=path.name):
                self.assertEqual(made.type, "jpg")
                self.assert_colour(made, 6, 6, (236, 28, 36), 20)
                self.assert_colour(made, 36, 6, (0, 165, 80), 28)
                self.assert_colour(made, 66, 42, WHITE, 3)

    def test_inks_of_a_known_press(self):
        """A press that lays down Lab 60, 40, 20 for cyan and nothing else: sRGB by CIE's formulas."""
        icc = profiles.cmyk(lambda c, m, y, k: (60, 40, 20) if (c, m, y, k) == (1, 0, 0, 0) else
                            (100, 0, 0) if c + m + y + k == 0 else (5, 0, 0))
        fy = 76 / 116
        light = [white * part ** 3 for white, part in zip((0.9642, 1, 0.8249), (fy + 40 / 500, fy, fy - 20 / 200))]
        x, y, z = light
        wanted = srgb(3.13385 * x - 1.61686 * y - 0.49062 * z, -0.97877 * x + 1.91614 * y + 0.03345 * z,
                      0.07195 * x - 0.22899 * y + 1.40539 * z)
        for suffix in ("jpg", "tif"):
            path = self.convert("-size", "40x40", "xc:cmyk(255,0,0,0)", "-colorspace", "CMYK", "-quality", "98",
                                f"ink.{suffix}")
            self.assert_colour(self.make_one(self.embed(path, icc)), 20, 20, wanted, 8)

    def floats(self, name):
        """TIFF with samples in IEEE floating point, linear light (TIFF 6.0, section 19)."""
        pixels = run("convert", self.corners("floats.png"), "-depth", "8", "rgb:-")
        data = b"".join(struct.pack("<f", sample / 255) for sample in pixels)
        tags = {256: (4, 72), 257: (4, 48), 258: (3, 32), 259: (3, 1), 262: (3, 2), 273: (4, 8), 277: (3, 3),
                278: (4, 48), 279: (4, len(data)), 339: (3, 3)}
        directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, kind, 1, value)
                                                            for tag, (kind, value) in tags.items())
        path = self.here / name
        path.write_bytes(b"II*\0" + struct.pack("<I", 8 + len(data)) + data + directory + bytes(4))
        return path

    def test_deep_and_strange_numbers(self):
        paths = [self.corners("-depth", "16", "deep.png"), self.corners("-depth", "16", "deep.tif"),
                 self.corners("-colorspace", "Lab", "lab.tif"), self.corners("-compress", "jpeg", "jpeg.tif"),
                 self.corners("-compress", "zip", "-define", "tiff:tile-geometry=32x32", "tiled.tif"),
                 self.corners("-depth", "16", "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", "seen.png"),
                 self.floats("float.tif")]
        made = self.make(*paths)
        for path, each in zip(paths, made):
            with self.subTest(picture=path.name):
                self.assertIsNone(each.why)
                self.assert_upright_corners(each, 10)
                self.assertEqual(run("identify", "-format", "%z", each.path), b"8")
        self.assert_colour(made[5], 6, 6, RED + (128,), 2)

    def test_seen_through(self):
        """PNG where something shines through, JPEG where nothing does, whatever bands there are."""
        paths = []
        for suffix in ("webp", "tif"):
            paths.append(self.corners("-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", f"half.{suffix}"))
            paths.append(self.corners("-alpha", "set", f"whole.{suffix}"))
        for path, made in zip(paths, self.make(*paths)):
            with self.subTest(picture=path.name):
                self.assertEqual(made.type, "png" if path.stem == "half" else "jpg")
                self.assert_colour(made, 6, 6, RED + (128,) if path.stem == "half" else RED, 10)

    def test_what_is_hidden_does_not_bleed(self):
        """A white disc on hidden black, made smaller, has no grey rim."""
        path = self.convert("-size", "2000x2000", "xc:rgba(0,0,0,0)", "-fill", "white", "+antialias", "-draw",
                            "circle 1000,1000 1000,200", "PNG32:disc.png")
        made = self.make_one(path, limits=(200, 40000))
        lit = run("convert", made.path, "-depth", "8", "rgba:-")
        self.assertTrue(all(lit[at] > 250 for at in range(0, len(lit), 4) if lit[at + 3] > 8))


class Kinds(Pictures):
    def test_each_stays_what_it_is_or_becomes_what_readers_show(self):
        kinds = {"jpg": "jpg", "png": "png", "gif": "gif", "webp": "jpg", "tif": "jpg", "heic": "jpg", "avif": "jpg"}
        paths = [self.corners(f"corners.{suffix}") for suffix in kinds]
        for path, made in zip(paths, self.make(*paths)):
            with self.subTest(picture=path.name):
                self.assertEqual(made.type, kinds[path.suffix[1:]])
                self.assert_upright_corners(made, 12)

    def test_a_name_decides_nothing(self):
        path = self.corners("corners.png").rename(self.here / "corners.jpg")
        self.assertEqual(self.make_one(path).type, "png")

    def test_a_jpeg_for_old_readers(self):
        """Baseline, 4:2:0, no more than JFIF's segment besides."""
        path = self.convert("-size", "1000x1000", "plasma:", "-interlace", "JPEG", "-sampling-factor", "4:4:4", "p.jpg")
        markers = jpeg_of(self.make_one(path).path)
        frame = dict(markers)[0xC0]
        self.assertEqual((frame[7], frame[10], frame[13]), (0x22, 0x11, 0x11))
        self.assertEqual({marker for marker, _ in markers}, {0xE0, 0xDB, 0xC0, 0xC4})

    def test_palettes(self):
        """A picture of few colours does not swell."""
        few = self.convert("-size", "2400x1800", "plasma:tomato-steelblue", "-colors", "16", "PNG8:few.png")
        same = self.corners("PNG8:same.png")
        clear = self.corners("-transparent", "rgb(0,0,255)", "PNG8:clear.png")
        scan = self.convert("-size", "3000x2000", "plasma:", "-threshold", "50%", "-depth", "1", "scan.png")
        small_scan = self.convert("-size", "300x200", "plasma:", "-threshold", "50%", "-depth", "1", "small.png")
        made = self.make(few, same, clear, scan, small_scan)
        headers = [each.path.read_bytes()[24:26] for each in made]
        self.assertEqual(headers[:3], [b"\x08\x03"] * 2 + [headers[2]])
        self.assertLess(made[0].path.stat().st_size, 2 * few.stat().st_size)
        self.assert_upright_corners(made[1], 0)
        self.assert_colour(made[2], 6, 42, BLUE + (0,), 255)
        self.assertEqual(run("convert", made[2].path, "-crop", "1x1+6+42", "-depth", "8", "rgba:-")[3], 0)
        self.assertEqual(headers[3], b"\x04\x00")
        self.assertEqual(headers[4], b"\x01\x00")

    def test_animation(self):
        frames = ["-delay", "7", "-size", "2000x1600", "xc:red", "-delay", "30", "xc:lime", "-delay", "100", "xc:blue",
                  "-loop", "3"]
        gif = self.convert(*frames, "moving.gif")
        webp = self.convert(*frames, "-define", "webp:lossless=true", "moving.webp")
        for made in self.make(gif, webp):
            self.assertEqual((made.type, made.width, made.height), ("gif", 1600, 1280))
            lengths = run("identify", "-format", "%T;", made.path).decode()
            self.assertEqual(lengths.count(";"), 3)
            if made.path.name == "0.gif":  # ImageMagick muddles those of a WebP that it writes
                self.assertEqual(lengths, "7;30;100;")
                again = made.path.read_bytes().partition(b"NETSCAPE2.0\x03\x01")[2][0]
                self.assertEqual(again, gif.read_bytes().partition(b"NETSCAPE2.0\x03\x01")[2][0])
            for y in (0, 640, 1279):  # no frame bleeds into the next
                seen = run("convert", made.path, "-coalesce", "-crop", f"1x1+800+{y}", "-depth", "8", "rgb:-")
                self.assertEqual(tuple(seen), RED + GREEN + BLUE)

    def test_pages(self):
        page = self.corners("one.png")
        path = self.convert(page, "(", "-size", "10x10", "xc:black", ")", "pages.tif")
        self.assert_upright_corners(self.make_one(path))

    def test_a_drawing(self):
        path = self.here / "drawing.svg"
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><script>1</script>'
                        '<image href="file:///etc/passwd" width="9" height="9"/>'
                        '<rect width="20" height="10" fill="#f00"/></svg>')
        made = self.make_one(path)
        self.assertEqual((made.type, made.width, made.height), ("png", 1600, 800))
        self.assert_colour(made, 800, 400, RED)


class Silence(Pictures):
    def test_nothing_is_told(self):
        """Names, places and comments planted in every way that exiftool knows are not in what comes out."""
        plain = self.corners("thumb.jpg")
        gif = self.corners("-set", "comment", NAMES[0], "told.gif")
        png = self.corners("-set", "Author", NAMES[0], "-set", "comment", NAMES[3], "told.png")
        paths = [gif, png]
        for suffix in ("jpg", "tif", "webp", "heic", "avif"):
            path = self.corners(f"told.{suffix}")
            tags = [f"-EXIF:Artist={NAMES[0]}", f"-EXIF:Model={NAMES[2]}", f"-EXIF:GPSLatitude={NAMES[1]}",
                    f"-XMP:Creator={NAMES[0]}", f"-XMP:Description={NAMES[3]}"]
            if suffix in ("jpg", "tif"):
                tags += [f"-IPTC:By-line={NAMES[0]}", f"-IPTC:Caption-Abstract={NAMES[3]}"]
            if suffix == "jpg":
                tags += [f"-Comment={NAMES[3]}", f"-ThumbnailImage<={plain}"]
            run("exiftool", "-q", "-overwrite_original", "-n", *tags, path)
            paths.append(path)
        run("exiftool", "-q", "-overwrite_original", f"-XMP:Creator={NAMES[0]}", f"-EXIF:Artist={NAMES[0]}", png)
        for path, made in zip(paths, self.make(*paths)):
            with self.subTest(picture=path.name):
                self.assertIn(NAMES[0].encode(), path.read_bytes())
                told = run("exiftool", "-a", "-G1", "-s", "--System:all", "--ExifTool:all", "--Composite:all", made.path)
                groups = {line.split("]")[0].strip("[") for line in told.decode().splitlines()}
                self.assertLessEqual(groups, {"File", "JFIF", "PNG", "PNG-pHYs", "GIF"})
                for name in NAMES:
                    self.assertNotIn(name.encode(), made.path.read_bytes())

    def test_the_same_bytes_each_time(self):
        paths = [self.convert("-size", "1900x1300", "plasma:", f"p.{suffix}") for suffix in ("jpg", "png", "webp", "gif")]
        first = [made.path.read_bytes() for made in self.make(*paths)]
        for made, before in zip(reversed(self.make(*reversed(paths))), first):
            self.assertEqual(made.path.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
