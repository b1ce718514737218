"""Small ICC profiles (ICC.1:2001-04), made from the numbers of their colour spaces."""
import struct


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def xyz(x, y, z):
    return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256)) + b"\0\0"


def text(words):
    return b"text\0\0\0\0" + words.encode() + b"\0"


def description(words):
    name = words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78)


def profile(kind, space, connection, tags):
    tags = [(b"desc", description("a test")), (b"cprt", text("public domain")), (b"wtpt", xyz(0.9642, 1, 0.8249))] + tags
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags:
        table += name + struct.pack(">II", start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    size = start + len(data)
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"\0\0\0\0", 0x02100000, kind, space, connection, bytes(12), b"acsp")
    head += bytes(28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head.ljust(128, b"\0") + table + data


def matrix(red, green, blue, exponent):
    """An RGB space by its primaries in XYZ under D50, and its gamma."""
    curve = gamma(exponent)
    return profile(b"mntr", b"RGB ", b"XYZ ", [(b"rXYZ", xyz(*red)), (b"gXYZ", xyz(*green)), (b"bXYZ", xyz(*blue)),
                                              (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)])


# Adobe RGB (1998), annex C: the primaries adapted to D50.
ADOBE_RGB = matrix((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457), 2.19921875)
# Display P3 (SMPTE RP 431-2's primaries, D65, adapted to D50); its curve is near 2.2.
DISPLAY_P3 = matrix((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407), 2.2)
# Grey with a gamma of 1: half the light is 188 in sRGB.
LINEAR_GREY = profile(b"mntr", b"GRAY", b"XYZ ", [(b"kTRC", gamma(1))])


def cmyk(colours):
    """A press that lays down the Lab colour colours(c, m, y, k), inks 0 or 1, between which it is linear."""
    cube = b""
    for corner in range(16):
        light, a, b = colours(*(corner >> shift & 1 for shift in (3, 2, 1, 0)))
        cube += bytes((round(light * 2.55), round(a + 128), round(b + 128)))
    ramp = bytes(range(256))
    unit = b"".join(fixed(value) for value in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + unit + ramp * 4 + cube + ramp * 3
    return profile(b"prtr", b"CMYK", b"Lab ", [(name, table) for name in (b"A2B0", b"A2B1", b"A2B2")])
