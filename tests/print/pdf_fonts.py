"""Fonts of a PDF held against PDF/UA-1, 7.21 (the Matterhorn Protocol's checkpoint 31, and 10-001): composite fonts, as
Galley writes them. fontTools reads the programs."""
import io

from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont

WIDTH_TOLERANCE = 1  # thousandths of an em: ISO 14289-1 leaves no more room
NOT_TEXT = ("\0", "\N{ZERO WIDTH NO-BREAK SPACE}", "\ufffe")


class TrueType:
    """A FontFile2: widths by glyph, in thousandths of an em."""

    def __init__(self, data):
        self.font = TTFont(io.BytesIO(data), lazy=True)
        self.count = self.font["maxp"].numGlyphs
        self.em = self.font["head"].unitsPerEm

    def width(self, glyph):
        metrics = self.font["hmtx"].metrics
        return metrics[self.font.getGlyphName(glyph)][0] * 1000 / self.em if glyph < self.count else None


class Cff:
    """A FontFile3: its own widths, charstring by charstring. A font that is no CID font has its glyphs in order."""

    def __init__(self, data):
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None, isCFF2=False)
        self.top = fonts[0]
        self.order = self.top.charset
        self.em = 1 / self.top.FontMatrix[0] if hasattr(self.top, "FontMatrix") else 1000
        self.names = {int(name[3:]): name for name in self.order if name.startswith("cid")} \
            if hasattr(self.top, "ROS") else dict(enumerate(self.order))

    def width(self, glyph):
        if glyph not in self.names:
            return None
        outline = self.top.CharStrings[self.names[glyph]]
        private = outline.private
        extractor = T2WidthExtractor(private.Subrs if hasattr(private, "Subrs") else [], outline.globalSubrs,
                                     private.nominalWidthX, private.defaultWidthX)
        extractor.execute(outline)
        return extractor.width * 1000 / self.em


def declared_widths(descendant):
    """Glyph -> width, of a W array (ISO 32000-1, 9.7.4.3), and what holds of all others."""
    rows, widths, at = list(descendant.get("/W", [])), {}, 0
    while at < len(rows):
        first = int(rows[at])
        if hasattr(rows[at + 1], "__iter__"):
            widths.update({first + i: float(width) for i, width in enumerate(rows[at + 1])})
            at += 2
        else:
            widths.update({glyph: float(rows[at + 2]) for glyph in range(first, int(rows[at + 1]) + 1)})
            at += 3
    return widths, float(descendant.get("/DW", 1000))


def program(descendant, programs):
    descriptor = descendant.FontDescriptor
    for key, reader in (("/FontFile2", TrueType), ("/FontFile3", Cff)):
        if key in descriptor:
            stream = descriptor[key]
            if stream.objgen not in programs:
                programs[stream.objgen] = reader(bytes(stream.read_bytes()))
            return programs[stream.objgen]
    return None


def faults(use, programs):
    """(condition, words) of a font with the codes that are shown in it."""
    font, name = use.font, str(use.font.BaseFont)
    if font.Subtype != "/Type0":
        return [("31-HOUSE", f"{name} is no composite font")]
    found = []
    descendant = font.DescendantFonts[0]
    if font.Encoding != "/Identity-H":
        found.append(("31-006", f"{name}: its encoding {font.Encoding} is not embedded"))
    if descendant.Subtype == "/CIDFontType2" and descendant.get("/CIDToGIDMap") != "/Identity":
        found.append(("31-004", f"{name} has no CIDToGIDMap"))
    if "/CIDSet" in descendant.FontDescriptor:
        found.append(("31-HOUSE", f"{name} has a CIDSet, which may lack glyphs"))
    outlines = program(descendant, programs)
    if outlines is None:
        return found + [("31-009", f"{name} is not embedded")]
    if "/ToUnicode" not in font:
        found.append(("31-027", f"{name} has no ToUnicode"))
    widths, otherwise = declared_widths(descendant)
    for code in sorted(use.codes):
        if code == 0:
            found.append(("31-030", f"{name} shows .notdef"))
        if not use.said.get(code):
            found.append(("10-001", f"{name}: glyph {code} stands for no text"))
        elif any(sign in use.said[code] for sign in NOT_TEXT):
            found.append(("31-028", f"{name}: glyph {code} stands for what is no text"))
        true = outlines.width(code)
        if true is None:
            found.append(("31-011", f"{name} has no glyph {code}"))
        elif abs(true - widths.get(code, otherwise)) > WIDTH_TOLERANCE:
            found.append(("31-016", f"{name}: glyph {code} is {true} broad, not {widths.get(code, otherwise)}"))
    return found
