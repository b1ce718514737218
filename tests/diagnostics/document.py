"""Word and OpenDocument files for the recipes of cases: of Word's own dialect, part by part, with nothing
in them that a case does not ask for. Times are zip's first, so that the same recipe gives the same bytes."""
import zipfile

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
STRICT = {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "wp": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "a": "http://purl.oclc.org/ooxml/drawingml/main",
    "pic": "http://purl.oclc.org/ooxml/drawingml/picture",
    "c": "http://purl.oclc.org/ooxml/drawingml/chart",
    "m": "http://purl.oclc.org/ooxml/officeDocument/math",
}
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = SPACES["r"]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
"""


def root(name, body, strict=False, prefix="w"):
    spaces = {**SPACES, **(STRICT if strict else {})}
    declared = " ".join(f'xmlns:{key}="{value}"' for key, value in spaces.items())
    return f"{HEAD}<{prefix}:{name} {declared}>{body}</{prefix}:{name}>"


def relations(rows):
    """rows: (id, kind, target[, "External"])"""
    lines = []
    for row in rows:
        kind = row[1] if "/" in row[1] else f"{KINDS}/{row[1]}"
        mode = ' TargetMode="External"' if len(row) > 3 else ""
        lines.append(f'<Relationship Id="{row[0]}" Type="{kind}" Target="{row[2]}"{mode}/>')
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def core(title=None, creator=None):
    parts = f"<dc:title>{title}</dc:title>" if title else ""
    parts += f"<dc:creator>{creator}</dc:creator>" if creator else ""
    return (f'{HEAD}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://schemas.'
            f'openxmlformats.org/package/2006/metadata/core-properties">{parts}</cp:coreProperties>')


def write_zip(path, parts, stored=()):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def paragraph(text, style=None):
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def write_docx(path, body, styles=STYLES, numbering=None, footnotes=None, endnotes=None, links=(), media=None,
               properties=None, more=None, strict=False):
    """`links` are relations of the document; `media` is name -> bytes below word/; `more` is whole parts."""
    rows = list(links) + [("rIdStyles", "styles", "styles.xml")]
    parts = {"[Content_Types].xml":
             f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
             'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'}
    top = [("rId1", "officeDocument", "word/document.xml")]
    if properties:
        top.append(("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml"))
        parts["docProps/core.xml"] = properties
    parts["_rels/.rels"] = relations(top)
    parts["word/document.xml"] = root("document", f"<w:body>{body}</w:body>", strict)
    parts["word/styles.xml"] = root("styles", styles, strict)
    for name, text in (("numbering", numbering), ("footnotes", footnotes), ("endnotes", endnotes)):
        if text:
            rows.append((f"rId{name}", name, f"{name}.xml"))
            parts[f"word/{name}.xml"] = root(name, text, strict)
    parts["word/_rels/document.xml.rels"] = relations(rows)
    for name, data in (media or {}).items():
        parts[f"word/{name}"] = data
    parts.update(more or {})
    write_zip(path, parts)


ODF = ("office text table draw style fo svg").split()
ODF_NAMES = {"draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible"}


def odt_root(name, body):
    declared = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{ODF_NAMES.get(key, key)}:1.0"'
                        for key in ODF)
    return (f'{HEAD}<office:{name} {declared} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">{body}</office:{name}>')


def write_odt(path, body, automatic="", styles="", more=None):
    parts = {"mimetype": "application/vnd.oasis.opendocument.text",
             "content.xml": odt_root("document-content", f"<office:automatic-styles>{automatic}"
                                     "</office:automatic-styles><office:body><office:text>"
                                     f"{body}</office:text></office:body>"),
             "styles.xml": odt_root("document-styles", f"<office:styles>{styles}</office:styles>"),
             "META-INF/manifest.xml": HEAD + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
             'xmlns:manifest:1.0"/>'}
    parts.update(more or {})
    write_zip(path, parts, stored=("mimetype",))
