#!/usr/bin/python3
"""Checks tagged PDFs against PDF/UA-1 (ISO 14289-1): the conditions of the Matterhorn Protocol 1.1 that a machine can
decide and that apply to what Galley writes.

    pdfua.py FILE.pdf...

prints each failed condition as FILE: CONDITION: words; a condition that the protocol has no number for ends in a word
(01-MCID, 09-ROW, 28-PARENT, 13-BOX). Needs Debian's python3-pikepdf and python3-fonttools. Exit status: 0 all conform,
1 some do not."""
import sys
import xml.etree.ElementTree as ET

import pikepdf

import pdf_fonts
import pdf_text

GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "NonStruct", "Private"}
STANDARD = GROUPING | {
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
    "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu",
    "WT", "WP", "Figure", "Formula", "Form", "Index"}

# What may stand in an element, and what an element may stand in (ISO 32000-1, 14.8.4).
CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"}, "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC", "Link"}, "Ruby": {"RB", "RT", "RP"}}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TH": {"TR"},
    "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "TOCI", "Note"}, "TOCI": {"TOC"}, "RB": {"Ruby"}, "RT": {"Ruby"},
    "RP": {"Ruby"}}
INCORRECT = {"Table": "09-004", "THead": "09-004", "TBody": "09-004", "TFoot": "09-004", "TR": "09-004", "TH": "09-004",
             "TD": "09-004", "L": "09-005", "LI": "09-005", "LBody": "09-005", "Lbl": "09-005", "TOC": "09-006",
             "TOCI": "09-006", "Ruby": "09-007", "RB": "09-007", "RT": "09-007", "RP": "09-007"}
NUMBERINGS = {"None", "Disc", "Circle", "Square", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"}
# What is no element by itself: it wants content.
WANT_CONTENT = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Span", "Link", "Reference", "Note", "Code", "Figure",
                "Caption", "RB", "RT"}


class Element:
    """A structure element: its role, what is around it and in it, in reading order."""

    def __init__(self, object_, parent, role):
        self.object, self.parent, self.role = object_, parent, role
        self.children = []  # Element, or ("page", objgen, mcid), or ("annotation", object)

    @property
    def elements(self):
        return [child for child in self.children if isinstance(child, Element)]

    def attribute(self, name):
        owners = self.object.get("/A", [])
        for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
            if name in owner:
                return owner[name]
        return None

    @property
    def lang(self):
        return str(self.object.Lang) if "/Lang" in self.object else self.parent.lang if self.parent else None

    def below(self):
        yield self
        for child in self.elements:
            yield from child.below()

    def inside(self, role):
        return self.parent is not None and (self.parent.role == role or self.parent.inside(role))


class Reading:
    """A tagged PDF, read; `faults` are (condition, words)."""

    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.faults, self.fonts = [], {}
        self.pages = {page.obj.objgen: pdf_text.PageText(page, self.fonts) for page in self.pdf.pages}
        self.number = {key: number for number, key in enumerate(self.pages, 1)}
        for key, page in self.pages.items():
            self.faults += [(condition, f"page {self.number[key]}: {words}") for condition, words in page.faults]
        self.root = self.pdf.Root.get("/StructTreeRoot")
        self.roles = {str(key)[1:]: str(value)[1:] for key, value in (self.root or {}).get("/RoleMap", {}).items()}
        self.owner = {}  # (page, mcid) -> element, and annotation -> element
        self.tops = [self.grow(kid, None, self.root) for kid in self.kids_of(self.root)] if self.root is not None else []
        for check in (self.check_catalog, self.check_metadata, self.check_roles, self.check_content, self.check_parents,
                      self.check_nesting, self.check_headings, self.check_figures, self.check_tables, self.check_lists,
                      self.check_notes, self.check_annotations, self.check_fonts):
            check()

    def fault(self, condition, words, element=None):
        self.faults.append((condition, words if element is None else f"{self.place(element)}: {words}"))

    def place(self, element):
        """Where an element stands, for who reads faults: its page and first words."""
        pages = [self.number.get(child[1]) for one in element.below() for child in one.children
                 if not isinstance(child, Element) and child[0] == "page"]
        return f"page {pages[0] if pages else '?'}, {element.role} {self.text(element)[:40]!r}"

    # ---- the tree
    @staticmethod
    def kids_of(object_):
        kids = object_.get("/K", [])
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

    def standard(self, role):
        seen = set()
        while role in self.roles and role not in seen:
            seen.add(role)
            role = self.roles[role]
        return role

    def own(self, key, element):
        if key in self.owner:
            self.fault("01-MCID", f"content {key} is in two elements")
        self.owner[key] = element

    def grow(self, object_, parent, above):
        element = Element(object_, parent, self.standard(str(object_.S)[1:]))
        if object_.get("/P") is None or object_.P.objgen != above.objgen:
            self.fault("09-PARENT", f"{element.role} {object_.objgen} does not name its parent")
        page = object_.Pg.objgen if "/Pg" in object_ else None
        for kid in self.kids_of(object_):
            if isinstance(kid, int):
                child = ("page", page, kid)
            elif kid.get("/Type") == "/MCR":
                child = ("page", kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                child = ("annotation", kid.Obj.objgen)
            else:
                child = self.grow(kid, element, object_)
            if not isinstance(child, Element):
                self.own(child, element)
            element.children.append(child)
        return element

    def elements(self, *roles):
        return [element for top in self.tops for element in top.below() if not roles or element.role in roles]

    def pieces(self, child):
        """The text of a child that is content."""
        is_content = not isinstance(child, Element) and child[0] == "page" and child[1] in self.pages
        return self.pages[child[1]].pieces.get(child[2], "") if is_content else ""

    def text(self, element):
        """What is read of an element: ActualText, or its content's text, in order."""
        if "/ActualText" in element.object:
            return str(element.object.ActualText)
        return "".join(self.text(child) if isinstance(child, Element) else self.pieces(child) for child in element.children)

    def targets(self, link):
        """Where the annotations of a Link lead: names of destinations, and addresses."""
        for child in link.children:
            if not isinstance(child, Element) and child[0] == "annotation":
                annotation = self.pdf.get_object(child[1])
                yield bytes(annotation.Dest).decode() if "/Dest" in annotation else str(annotation.A.URI)

    # ---- the file
    def check_catalog(self):
        root = self.pdf.Root
        if self.root is None or root.get("/MarkInfo", {}).get("/Marked") is not True:
            self.fault("06-MARKED", "the file does not say that it is tagged")
        if root.get("/MarkInfo", {}).get("/Suspects", False):
            self.fault("01-007", "its tags are suspect")
        if not str(root.get("/Lang", "")).strip():
            self.fault("11-006", "the file has no language")
        preferences = root.get("/ViewerPreferences", {})
        if "/DisplayDocTitle" not in preferences:
            self.fault("07-001", "the title is not shown")
        elif preferences.DisplayDocTitle is not True:
            self.fault("07-002", "the title is not shown")
        if self.pdf.is_encrypted:
            self.fault("26-002", "the file is encrypted")
        for element in self.elements():
            if "/Lang" in element.object and not str(element.object.Lang):
                self.fault("11-LANG", "its language has no name", element)

    def check_metadata(self):
        if "/Metadata" not in self.pdf.Root:
            self.fault("06-001", "the file has no XMP")
            return
        tree = ET.fromstring(bytes(self.pdf.Root.Metadata.read_bytes()))
        if [part.text for part in tree.iter("{http://www.aiim.org/pdfua/ns/id/}part")] != ["1"]:
            self.fault("06-002", "the XMP does not say PDF/UA-1")
        titles = [item.text for title in tree.iter("{http://purl.org/dc/elements/1.1/}title") for item in title.iter()
                  if item.text and item.text.strip()]
        if not titles:
            self.fault("06-003", "the XMP has no title")

    def check_roles(self):
        for role in self.roles:
            if role in STANDARD:
                self.fault("02-004", f"{role} is mapped anew")
            if self.standard(role) in self.roles:
                self.fault("02-003", f"{role} is mapped to itself")
        for element in self.elements():
            if element.role not in STANDARD:
                self.fault("02-001", f"{element.role} is no standard role")

    # ---- content
    def check_content(self):
        shown = {("page", key, mcid) for key, page in self.pages.items() for mcid in page.pieces}
        named = {key for key in self.owner if key[0] == "page"}
        for _, key, mcid in sorted(shown - named):
            self.fault("01-MCID", f"page {self.number[key]}: no element has content {mcid}")
        for _, key, mcid in sorted(named - shown, key=str):
            self.fault("01-MCID", f"page {self.number.get(key)}: content {mcid} is not there")
        for element in self.elements(*WANT_CONTENT):
            if not any(not isinstance(child, Element) for one in element.below() for child in one.children):
                self.fault("09-EMPTY", "has no content", element)

    def parents(self):
        """Key -> element object, or array of them, of the parent tree."""
        rows, waiting = {}, [self.root.ParentTree] if self.root is not None and "/ParentTree" in self.root else []
        while waiting:
            node = waiting.pop()
            numbers = list(node.get("/Nums", []))
            rows.update({int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)})
            waiting += list(node.get("/Kids", []))
        return rows

    def check_parents(self):
        rows = self.parents()
        for page in self.pdf.pages:
            key, number = page.obj.objgen, self.number[page.obj.objgen]
            row = list(rows.get(int(page.obj.get("/StructParents", -1)), []))
            if len(row) != len(self.pages[key].pieces):
                self.fault("01-PARENT", f"page {number}: {len(row)} parents of {len(self.pages[key].pieces)} pieces")
            for mcid, parent in enumerate(row):
                owner = self.owner.get(("page", key, mcid))
                if owner is None or owner.object.objgen != parent.objgen:
                    self.fault("01-PARENT", f"page {number}: content {mcid} names another parent")
        if rows and int(self.root.get("/ParentTreeNextKey", -1)) <= max(rows):
            self.fault("01-PARENT", "ParentTreeNextKey is taken")

    # ---- elements
    def check_nesting(self):
        for element in self.elements():
            around = element.parent.role if element.parent else None
            if element.role in PARENTS and around not in PARENTS[element.role]:
                self.fault(INCORRECT[element.role], f"stands in {around}", element)
            wanted = CHILDREN.get(element.role)
            if wanted is None:
                continue
            for child in element.children:
                if not isinstance(child, Element) or child.role not in wanted:
                    said = child.role if isinstance(child, Element) else child[0]
                    self.fault(INCORRECT[element.role], f"has {said} in it", element)

    def check_headings(self):
        last = 0
        for element in self.elements("H", "H1", "H2", "H3", "H4", "H5", "H6"):
            if element.role == "H":
                self.fault("14-007", "headings with and without levels", element)
                continue
            level = int(element.role[1])
            if last == 0 and level != 1:
                self.fault("14-002", "the first heading is no H1", element)
            elif level > last + 1:
                self.fault("14-003", f"comes after H{last}", element)
            last = level

    def check_figures(self):
        for element in self.elements("Figure", "Formula"):
            if not str(element.object.get("/Alt", element.object.get("/ActualText", ""))).strip():
                self.fault("13-004", "has no Alt", element)
            box = element.attribute("/BBox")
            page = next((child[1] for child in element.children if not isinstance(child, Element)), None)
            if box is None or page is None:
                self.fault("13-BOX", "has no BBox", element)
                continue
            media = [float(side) for side in self.pages[page].page.mediabox]
            left, bottom, right, top = (float(side) for side in box)
            if not (left < right and bottom < top and left < media[2] and right > media[0] and bottom < media[3] and
                    top > media[1]):
                self.fault("13-BOX", f"its BBox {[left, bottom, right, top]} is not on the page", element)

    def rows_of(self, table):
        for child in table.elements:
            if child.role == "TR":
                yield child
            elif child.role != "Caption":
                yield from (row for row in child.elements if row.role == "TR")

    def check_tables(self):
        for element in self.elements("TH"):
            if element.attribute("/Scope") not in ("/Row", "/Column", "/Both") and element.attribute("/Headers") is None:
                self.fault("15-003", "has no Scope", element)
        for table in self.elements("Table"):
            taken, widths = [], []  # how many rows each column is still taken
            for row in self.rows_of(table):
                column = 0
                for cell in row.elements:
                    while column < len(taken) and taken[column] > 0:
                        column += 1
                    span = int(cell.attribute("/ColSpan") or 1)
                    taken += [0] * (column + span - len(taken))
                    taken[column:column + span] = [int(cell.attribute("/RowSpan") or 1)] * span
                    column += span
                widths.append(sum(1 for rows in taken if rows > 0))
                taken = [max(0, rows - 1) for rows in taken]
            if len(set(widths)) > 1:
                self.fault("09-ROW", f"rows of {sorted(set(widths))} columns", table)
            if any(taken):
                self.fault("09-ROW", "cells reach out below", table)

    def check_lists(self):
        for element in self.elements("L"):
            numbering = element.attribute("/ListNumbering")
            if numbering is None or str(numbering)[1:] not in NUMBERINGS:
                self.fault("16-NUMBERING", f"its ListNumbering is {numbering}", element)

    def check_notes(self):
        seen = set()
        for element in self.elements():
            name = bytes(element.object.ID) if "/ID" in element.object else None
            if element.role == "Note" and name is None:
                self.fault("19-003", "has no ID", element)
            if name is not None and name in seen:
                self.fault("19-004", f"has an ID that another has, {name}", element)
            seen.add(name)

    # ---- what is not content
    def check_annotations(self):
        rows = self.parents()
        for page in self.pdf.pages:
            number, annotations = self.number[page.obj.objgen], list(page.obj.get("/Annots", []))
            if annotations and page.obj.get("/Tabs") != "/S":
                self.fault("28-008" if "/Tabs" not in page.obj else "28-009", f"page {number}: its tabs do not go by structure")
            for annotation in annotations:
                where = f"page {number}: annotation {annotation.objgen}"
                owner = self.owner.get(("annotation", annotation.objgen))
                if owner is None or not (owner.role == "Link" or owner.inside("Link")):
                    self.fault("28-011", f"{where} is in no Link")
                if not str(annotation.get("/Contents", "")).strip():
                    self.fault("28-012", f"{where} has no Contents")
                parent = rows.get(int(annotation.get("/StructParent", -1)))
                if owner is None or parent is None or parent.objgen != owner.object.objgen:
                    self.fault("28-PARENT", f"{where} names another parent")
                if "/P" in annotation and annotation.P.objgen != page.obj.objgen:
                    self.fault("28-PARENT", f"{where} is of another page")
        for element in self.elements("Link"):
            children = [child for one in element.below() for child in one.children]
            if not any(child[0] == "annotation" for child in children if not isinstance(child, Element)):
                self.fault("28-LINK", "leads nowhere", element)
            elif not self.text(element).strip() and not any(one.role == "Figure" for one in element.below()):
                self.fault("28-LINK", "has nothing to be followed", element)

    def check_fonts(self):
        programs = {}
        for use in self.fonts.values():
            self.faults += pdf_fonts.faults(use, programs)


def faults(path):
    return Reading(path).faults


if __name__ == "__main__":
    is_clean = True
    for name in sys.argv[1:]:
        for condition, words in faults(name):
            print(f"{name}: {condition}: {words}")
            is_clean = False
    sys.exit(0 if is_clean else 1)
