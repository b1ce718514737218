"""Issues that no press would take: what is hard on print, each piece of it by name, at a size that is drawn.

    nasty.write(directory, chance)           an issue, its paper and its theme, of a few pieces
    nasty.write(directory, chance, [NAME])   of those

It relies on no program: pictures and fonts are bytes made here, or spoilt from the machine's fonts.
"""
import pathlib
import struct
import zlib

FONTS = pathlib.Path("/usr/share/fonts")
WORDS = "Harbour boats go out before the light and come back with the tide and whatever the nets have caught".split()
SCRIPTS = ("שלום עולם", "مرحبا بالعالم", "港の船は朝に出る。", "เรือออกจากท่าก่อนรุ่งสาง", "नमस्ते दुनिया", "Привет мир", "Καλημέρα", "ລາວ", "ខ្មែរ", "မြန်မာ")
CONTROLS = ("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b", "\u202d", "\u202e", "\u202c", "\u2066",
            "\u2067", "\u2068", "\u2069", "\u00ad", "\u2060", "\ufeff", "\u2028", "\u2029", "\u034f", "\u180e", "\ufe0f",
            "\U000e0001", "\U000e0100", "\u115f", "\u3164", "\ufffc", "\u0600", "\u2061")


def prose(chance, words):
    return " ".join(chance.choice(WORDS) for _ in range(words))


def table(rows, columns, cell):
    line = "| " + " | ".join(cell(column) for column in range(columns)) + " |\n"
    return line + "|" + "---|" * columns + "\n" + line * rows


def deep(chance, size):
    depth = min(size, 200)
    kind = chance.randrange(6)
    if kind == 0:
        return "> " * depth + prose(chance, 40)
    if kind == 1:
        return "".join("  " * level + "- x\n" for level in range(depth))
    if kind == 2:
        return "<div>" * depth + prose(chance, 20) + "</div>" * depth
    if kind == 3:
        return "<table><tr><td>" * min(depth, 80) + "x" + "</td></tr></table>" * min(depth, 80)
    if kind == 4:
        return "".join(f"<b><i><a href='#x'><sup>" for _ in range(depth // 4)) + "x"
    return "<ul><li><blockquote><dl><dd>" * (depth // 4) + prose(chance, 20)


def notes(chance, size):
    count = min(size, 5000)
    return " ".join(f"w[^{i}]" for i in range(count)) + "\n\n" + "".join(
        f"[^{i}]: {prose(chance, chance.choice((1, 5, 30)))}\n" for i in range(count))


def nested_notes(chance, size):
    count = min(size, 400)
    return "x[^0]\n\n" + "".join(f"[^{i}]: note[^{i + 1}] {prose(chance, 9)}\n\n" for i in range(count)) + f"[^{count}]: end\n"


def odd_notes(chance, size):
    return ("## A heading[^h]\n\n| a[^a] | b |\n|---|---|\n| c[^b] | d[^a] |\n\n![alt[^f]](wide.png \"cutline[^c]\")\n\n"
            "> q[^q]\n\n::: verse\nline[^v]\n:::\n\n::: sidebar\nbox[^s]\n:::\n\n"
            + "".join(f"[^{n}]: {prose(chance, size % 900 + 1)}\n\n    {table(3, 2, lambda c: 'z')}\n\n" for n in "habfcqvs"))


def long_note(chance, size):
    return "x[^1]\n\n[^1]: " + "\n\n    ".join(prose(chance, 60) for _ in range(min(size, 600))) + "\n"


def marks(chance, size):
    mark = chance.choice(("\u0301", "\u0489", "\u05b0", "\u064b", "\u0e31", "\u093f", "\u20dd"))
    return "a" + mark * size + " b" + (mark + "c") * min(size, 3000)


def pictures(chance, size):
    names = chance.sample(sorted(PICTURES), min(len(PICTURES), 5))
    return "\n\n".join(f"![x]({name} \"{prose(chance, size % 300)} | credit\")\n\n{prose(chance, 40)}" for name in names)


def definitions(chance, size):
    return "<dl>" + "".join(f"<dt>{prose(chance, 3)}</dt><dd>{prose(chance, 9)}</dd>" for _ in range(min(size, 3000))) + "</dl>"


def floats(chance, size):
    kinds = ("::: sidebar\n{}\n:::", "::: pullquote\n{}\n:::", "![x](tall.png \"{}\")", "![x](wide.png \"{}\")")
    return "\n\n".join(chance.choice(kinds).format(prose(chance, chance.choice((2, 40, min(size, 900))))) for _ in range(min(size, 120)))


BODIES = {
    "deep": deep,
    "notes": notes,
    "nested-notes": nested_notes,
    "odd-notes": odd_notes,
    "long-note": long_note,
    "marks": marks,
    "pictures": pictures,
    "definitions": definitions,
    "floats": floats,
    "long-table": lambda chance, size: table(min(size, 9000), 2, lambda column: "cell"),
    "broad-table": lambda chance, size: table(12, min(size, 300), lambda column: chance.choice(("x", "longish", "12"))),
    "table-of-long-cells": lambda chance, size: table(2, 3, lambda column: prose(chance, min(size, 3000))),
    "spans": lambda chance, size: "<table>" + "".join(
        f"<tr><td rowspan={chance.choice((1, 3, 60000))} colspan={chance.choice((1, 2, 900))}>{prose(chance, 3)}</td>"
        "<td>y</td></tr>" for _ in range(min(size, 500))) + "</table>",
    "long-word": lambda chance, size: "x" * size,
    "long-signs": lambda chance, size: chance.choice("-—.…/_") * size,
    "long-han": lambda chance, size: "漢" * size,
    "long-arabic": lambda chance, size: "ش" * size,
    "long-thai": lambda chance, size: "ก" * size,
    "no-spaces": lambda chance, size: "\u00a0".join(WORDS * (size // 100 + 1)),
    "spaces": lambda chance, size: (" " + chance.choice("\u00a0\u2003\u3000\u2009")) * size,
    "controls": lambda chance, size: "".join(chance.choice(CONTROLS) + chance.choice(("", "a", " ", "א", "漢"))
                                             for _ in range(min(size, 20000))),
    "bidi": lambda chance, size: " ".join(chance.choice(SCRIPTS + ("abc", "123", "(", ")", "\u202e", "\u2067")) for _ in range(min(size, 9000))),
    "embeddings": lambda chance, size: "\u202b a \u202a ב " * min(size, 200) + prose(chance, 99),
    "scripts": lambda chance, size: "\n\n".join(f"{chance.choice(SCRIPTS)} " * 30 for _ in range(min(size, 40))),
    "unknown-letters": lambda chance, size: "".join(chr(chance.choice((0xe000, 0xf0000, 0x1f600, 0x13000, 0x12000)[min(size, 5) - 1:]) + chance.randrange(16)) for _ in range(min(size, 5000))),
    "heading": lambda chance, size: "## " + prose(chance, min(size, 300)) + "\n\n" + "x" * min(size, 300),
    "headings": lambda chance, size: "\n\n".join("#" * chance.randrange(2, 7) + " h" for _ in range(min(size, 3000))),
    "empty": lambda chance, size: "\n\n".join(chance.choice(("## ", "> ", "- ", "```\n```", "<p></p>", "<table></table>", "<figure></figure>", "| |\n|-|\n", "<ul></ul>", "***", "[^1]\n\n[^1]:", "<figcaption></figcaption>", "::: verse\n:::", "::: sidebar\n:::", "<h2></h2>", "<dl></dl>", "&nbsp;", "<table><caption></caption><tr></tr></table>")) for _ in range(min(size, 50))),
    "rules": lambda chance, size: "\n\n".join("***" for _ in range(min(size, 2000))),
    "verse": lambda chance, size: "::: verse\n" + "".join(prose(chance, chance.choice((1, 8, 300))) + "\n" for _ in range(min(size, 3000))) + ":::\n",
    "code": lambda chance, size: "```\n" + "\n".join("\t" * chance.randrange(40) + "x" * chance.choice((1, 80, 5000)) for _ in range(min(size, 300))) + "\n```",
    "list": lambda chance, size: "".join(f"{999999990 + i % 9}. {prose(chance, 3)}\n" for i in range(min(size, 4000))),
    "breaks": lambda chance, size: "a<br>" * min(size, 5000),
    "links": lambda chance, size: " ".join(f"[{prose(chance, 2)}](http://a.b/{'x' * min(size, 3000)})" for _ in range(60)),
    "bytes": lambda chance, size: b"a \x00 b \xff\xfe c \xed\xa0\x80 d \xc0\xaf \x01\x02\x1b \x7f\r" * min(size, 200),
    "paragraphs": lambda chance, size: "\n\n".join("x" for _ in range(min(size, 20000))),
    "long-paragraph": lambda chance, size: prose(chance, min(size, 100000)),
    "superiors": lambda chance, size: "<sup>1<sup>2<sub>3</sub></sup></sup>" * min(size, 2000),
}
SIZES = (1, 3, 40, 300, 3000, 20000)

# print.css

LENGTHS = ("0", "1pt", "-1pt", "-9999mm", "99999999999999999999pt", "1e9pt", "0.0001pt", "500mm", "2147483647pt", "-2147483648px",
           "3em", "1000%", "0.5mm", "40pt", "12pt", "auto", "NaN", "1/0", "")
PROPERTIES = ("size", "margin", "margin-top", "margin-left", "bleed", "column-gap", "padding", "padding-left", "font-size", "line-height",
              "text-indent", "letter-spacing", "border", "border-left", "border-top", "width", "initial-letter", "orphans", "widows", "columns",
              "font-weight", "float", "column-span", "break-before", "break-after", "break-inside", "display", "text-align", "hyphens",
              "white-space", "page", "content", "font-family", "color", "background-color", "text-transform", "font-variant-caps",
              "list-style-type", "text-decoration", "vertical-align", "font-variant-position", "marks", "column-rule")
VALUES = LENGTHS + ("none", "all", "top", "bottom", "top-bottom", "page", "left", "right", "column", "avoid", "inline", "block", "pre",
                    "justify", "end", "center", "uppercase", "all-small-caps", "super", "10000", "9", "2", "4", "0", "-1", "1pt solid black",
                    "500pt double red", "'" + "x" * 300 + "'", "counter(page)", "string(article)", "spot('', 9, 9, 9, 9, 9)",
                    "device-cmyk(9 9 9 9)", "grey(-1)", "#fff", "Nowhere", "'Noto Sans CJK JP'", "Broken", "A5", "A3 landscape", "broadsheet",
                    "0.1mm 0.1mm", "5000mm 5000mm", "lower-roman", "underline", "crop cross")
SELECTORS = ("body", "article", "header", "p", "p.follows", "headline", ".deck", "h2", "figure", "figcaption", ".pullquote", ".sidebar",
             "table", "td", "th", ".note", ".note::marker", "li", "li::marker", "ul", "blockquote", "pre", "hr", "hr::before",
             "p.opening::first-letter", "p.opening::first-line", ".endsign::after", "section.cover", "section.contents", ".contents-item",
             "section.front", ".front .nameplate", "section.imprint-page", "*", "a", "sup", ".verse", ".line", "caption", "text")
BRACES = ("{", "}", "p {", "@page {", "@page { @top-left {", "/*", "*/", "'", "\"", "@", ";", ":", "@import 'x';", "{" * 3000, "}" * 99,
          "p" + " p" * 200 + "{}", "p" + ",p" * 9000 + "{}", "@page " + "x" * 9999 + "{}", "\0", "\xff", "<!--", "@media print { p { x: y } }")


def declaration(chance):
    name = chance.choice(PROPERTIES)
    if name == "font-family" and chance.randrange(9) > 0: # one that is missing ends all
        return f"{name}: 'Linux Biolinum', 'Noto Sans CJK JP'"
    return f"{name}: {chance.choice(VALUES)}"


def sheet(chance):
    lines = []
    for _ in range(chance.choice((0, 1, 3, 30))):
        said = "; ".join(declaration(chance) for _ in range(chance.randrange(1, 5)))
        at = chance.choice(("@page", "@page :left", "@page :first", "@page cover", "@page contents", *SELECTORS, *SELECTORS))
        inner = chance.choice(("", "", "@top-left { content: string(article) }", "@bottom-center { content: counter(page); font-size: 99pt }"))
        lines.append(f"{at} {{ {said}; {inner if at.startswith('@') else ''} }}")
    for _ in range(chance.choice((0, 0, 0, 2))):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(BRACES))
    return "\n".join(lines)


# print: of the settings

KEYS = {
    "preset": ("generic", "newspaper", "kdp", "nosuch", "", "[a]", "{a: b}", "generic\\0"),
    "trim": ("A5", "A4", "148x210 mm", "1x1 mm", "0x0mm", "-1x5mm", "99999x99999mm", "5.5x8.5in", "1e9x1e9 mm", "x", "3x", "digest", "tabloid"),
    "bleed": ("3mm", "0", "-3mm", "9999mm", "100mm", "1e99in", "x"),
    "marks": ("true", "false", "maybe", "2"),
    "output_intent": ("../../../etc/passwd", "noise.icc", "nosuch.icc", "issue.yaml", ".", "''" , "fogra.icc"),
    "paper_mm": ("0.1", "-1", "1e30", "x"),
    "pages": ("16", "0", "-4", "99999999999", "x", "1"),
    "nosuch": ("1",),
}


def settings(chance):
    keys = chance.sample(sorted(KEYS), chance.choice((0, 0, 0, 1, 1, 3)))
    return "".join(f"  {key}: {chance.choice(KEYS[key])}\n" for key in keys)


# Pictures

def png(width, height, colour=2, cut=None):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    parts = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    rows = b"".join(b"\0" + bytes((x * 7 + y) % 256 for x in range(width * parts)) for y in range(height))
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return data[:cut]


SVG = "<svg xmlns='http://www.w3.org/2000/svg' {}>{}</svg>"
PICTURES = {
    "dot.png": lambda: png(1, 1), "needle.png": lambda: png(1, 20000, 0), "thread.png": lambda: png(20000, 1, 0),
    "wide.png": lambda: png(900, 200), "tall.png": lambda: png(150, 900), "glass.png": lambda: png(300, 200, 6),
    "grey.png": lambda: png(400, 300, 4), "cut.png": lambda: png(300, 300, cut=900), "head.png": lambda: png(9, 9, cut=40),
    "noise.jpg": lambda: bytes(range(256)) * 40, "empty.jpg": lambda: b"",
    "none.svg": lambda: SVG.format("", "").encode(), "zero.svg": lambda: SVG.format("width='0' height='0'", "<rect width='9'/>").encode(),
    "huge.svg": lambda: SVG.format("width='1e9' height='1'", "<rect width='9' height='9'/>").encode(),
    "odd.svg": lambda: SVG.format("viewBox='0 0 9 9'", "<path d='M0 0 L1e300 NaN Z' fill='url(#x)'/><text>x</text>").encode(),
}


# Fonts

def font(chance):
    found = sorted(FONTS.rglob("Vollkorn-Regular.*")) + sorted(FONTS.rglob("NotoSansHebrew-Regular.ttf"))
    data = bytearray(found[chance.randrange(len(found))].read_bytes()) if found else bytearray(b"\0\1\0\0" + bytes(400))
    kind = chance.randrange(4)
    if kind == 0:
        return bytes(data[:chance.randrange(len(data))])
    if kind == 1:
        return bytes(chance.randrange(256) for _ in range(2000))
    if kind == 2:
        return b""
    for _ in range(chance.choice((1, 20, 3000))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def write(directory, chance, only=None):
    """Makes `directory` an issue of a paper that stands around it; says what is in it."""
    paper = directory.parent
    theme = paper / "styles/nasty"
    (theme / "fonts").mkdir(parents=True)
    directory.mkdir()
    base = chance.choice(("review", "gazette"))
    has_font = only is None and chance.randrange(4) == 0
    (theme / "theme.yaml").write_text(f"name: Nasty\nextends: {base}\n" + ("print_fonts: [broken.ttf]\n" if has_font else ""))
    (theme / "book.css").write_text("p { margin-top: 0 }\n")
    css = sheet(chance) if only is None else ""
    (theme / "print.css").write_bytes(css.encode("utf-8", "surrogatepass") + (b"\nbody, p { font-family: Vollkorn }" if has_font else b""))
    if has_font:
        (theme / "fonts/broken.ttf").write_bytes(font(chance))
    printed = settings(chance) if only is None else ""
    (paper / "publication.yaml").write_text(
        f"title: {chance.choice(('Slipway', 'x' * 3000 if only is None else 'Slipway', 'سفينة'))}\nlanguage: {chance.choice(('en', 'de', 'ar', 'ja', 'th', 'he', 'und'))}\n"
        "theme: nasty\noutputs: [epub, press, screen]\n" + (f"print:\n{printed}" if printed else ""))
    (directory / "issue.yaml").write_text(f"date: 2026-01-01\ncover: {chance.choice(('none', 'wide.png'))}\n")
    (directory / "noise.icc").write_bytes(bytes(range(256)) * 9)
    for name, make in PICTURES.items():
        (directory / name).write_bytes(make())
    names = only or [chance.choice(sorted(BODIES)) for _ in range(chance.randrange(1, 5))]
    for number, name in enumerate(names):
        body = BODIES[name](chance, SIZES[-1] * 10 if only else chance.choice(SIZES))
        title = "Ebb" if only else chance.choice(("Ebb", "Flood", "x" * 300, "שלום", "漢字" * 40))
        head = f"---\ntitle: {title}\n---\n\n{prose(chance, 30)}\n\n"
        data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
        (directory / f"{number}-{name}.md").write_bytes(head.encode() + data + b"\n\n" + prose(chance, 30).encode() + b"\n")
    return names
