"""What a PDF shows, as its marks tell it: each piece of marked content with the text that its codes and its ActualText
say (ISO 32000-1, 9.10.3 and 14.9.4), and which codes of which fonts were shown. pikepdf reads the file."""
import re

import pikepdf

PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE", "Tj", "TJ", "'", '"'}
SHOWS = {"Tj", "TJ", "'", '"'}


def utf16(text):
    return bytes.fromhex(text).decode("utf-16-be", "replace")


def to_unicode(font):
    """Code -> text, of a font's ToUnicode: single codes, which is all that Galley writes."""
    cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1") if "/ToUnicode" in font else ""
    said = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            said[int(code, 16)] = utf16(text)
    return said


class Mark:
    """A piece of marked content: an artifact, or one of the structure (mcid), or neither."""

    def __init__(self, tag, properties):
        self.tag = tag
        self.is_artifact = tag == "/Artifact"
        self.mcid = int(properties["/MCID"]) if "/MCID" in properties else None
        self.actual = str(properties["/ActualText"]) if "/ActualText" in properties else None


class PageText:
    """Walks a page's content. `pieces`: MCID -> text, in the order of the page. `faults`: (condition, words) of the
    Matterhorn Protocol's checkpoint 01. `untold`: text of artifacts."""

    def __init__(self, page, fonts):
        self.page, self.fonts = page, fonts
        self.pieces, self.artifacts, self.faults = {}, [], []
        self.marks, self.font = [], None
        self.walk(page.obj, page.obj.get("/Resources", {}))

    def fault(self, condition, words):
        self.faults.append((condition, words))

    def begin(self, tag, properties, resources):
        if isinstance(properties, pikepdf.Name):
            properties = resources.Properties[properties]
        mark = Mark(str(tag), properties)
        around = [other for other in self.marks if other.is_artifact or other.mcid is not None]
        if mark.is_artifact and any(other.mcid is not None for other in around):
            self.fault("01-003", "an artifact within tagged content")
        if mark.mcid is not None and any(other.is_artifact for other in around):
            self.fault("01-004", f"tagged content {mark.mcid} within an artifact")
        if mark.mcid is not None and any(other.mcid is not None for other in around):
            self.fault("01-MCID", f"tagged content {mark.mcid} within other tagged content")
        if mark.mcid is not None:
            if mark.mcid in self.pieces:
                self.fault("01-MCID", f"MCID {mark.mcid} stands twice")
            self.pieces[mark.mcid] = ""
        self.marks.append(mark)
        if mark.actual is not None:
            self.say(mark.actual)

    def say(self, text):
        for mark in reversed(self.marks):
            if mark.mcid is not None:
                self.pieces[mark.mcid] += text
                return
            if mark.is_artifact:
                self.artifacts.append(text)
                return

    def show(self, operands):
        texts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        for text in texts:
            if not isinstance(text, pikepdf.String):
                continue
            data = bytes(text)
            use = self.fonts.setdefault(self.font.objgen, FontUse(self.font)) \
                if self.font.objgen not in self.fonts else self.fonts[self.font.objgen]
            codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]
            use.codes.update(codes)
            if not any(mark.actual is not None for mark in self.marks):
                self.say("".join(use.said.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes))

    def paint(self, operator):
        if not any(mark.is_artifact or mark.mcid is not None for mark in self.marks):
            self.fault("01-005", f"{operator} is neither tagged nor an artifact")

    def walk(self, stream, resources):
        depth = len(self.marks)
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "BDC":
                self.begin(operands[0], operands[1], resources)
            elif operator == "BMC":
                self.begin(operands[0], {}, resources)
            elif operator == "EMC":
                if len(self.marks) == depth:
                    self.fault("01-MCID", "marked content ends that never began")
                else:
                    self.marks.pop()
            elif operator == "Tf":
                self.font = resources.Font[operands[0]]
            elif operator in PAINTS:
                self.paint(operator)
            if operator in SHOWS:
                self.show(operands)
            if operator == "Do":
                form = resources.XObject[operands[0]]
                if form.Subtype == "/Form":
                    self.walk(form, form.get("/Resources", resources))
        if len(self.marks) != depth:
            self.fault("01-MCID", "marked content does not end")
            del self.marks[depth:]


class FontUse:
    """A font of the file, and the codes shown in it."""

    def __init__(self, font):
        self.font, self.codes, self.said = font, set(), to_unicode(font)
