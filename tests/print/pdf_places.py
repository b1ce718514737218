"""Where a PDF's links, bookmarks and words are: pages counted from 0, heights from the page's upper edge."""
import xml.etree.ElementTree as ET

import test_print

HTML = "{http://www.w3.org/1999/xhtml}"


def place_of(pdf, destination):
    """(page, height) of an explicit destination."""
    number = next(i for i, page in enumerate(pdf.pages) if page.obj.objgen == destination[0].objgen)
    height = float(pdf.pages[number].mediabox[3])
    return number, round(height - float(destination[3]), 2) if destination[1] == "/XYZ" else 0


def destinations(pdf):
    """Name -> place, of the tree of names."""
    found, waiting = {}, [pdf.Root.Names.Dests]
    while waiting:
        node = waiting.pop()
        names = list(node.get("/Names", []))
        found.update({bytes(names[i]).decode(): place_of(pdf, names[i + 1]) for i in range(0, len(names), 2)})
        waiting += list(node.get("/Kids", []))
    return found


def outline_of(pdf):
    """(level, title, place) of each bookmark, in order."""
    def walk(node, level):
        while node is not None:
            yield level, str(node.Title), place_of(pdf, node.Dest)
            yield from walk(node.get("/First"), level + 1)
            node = node.get("/Next")
    yield from walk(pdf.Root.Outlines.get("/First"), 1)


def page_labels(pdf):
    """The label of each page, of decimal figures or of words alone (ISO 32000-1, 12.4.2)."""
    numbers = list(pdf.Root.PageLabels.Nums)
    rows = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    labels, row, begun = [], {}, 0
    for i in range(len(pdf.pages)):
        if i in rows:
            row, begun = rows[i], i
        number = str(int(row.get("/St", 1)) + i - begun) if row.get("/S") == "/D" else ""
        labels.append(str(row.get("/P", "")) + number)
    return labels


def words_of(path, page):
    """(word, height of its upper edge) as pdftotext finds them."""
    told = test_print.said("pdftotext", "-bbox", "-f", str(page + 1), "-l", str(page + 1), str(path), "-")
    return [("".join(word.itertext()), float(word.get("yMin"))) for word in ET.fromstring(told).iter(HTML + "word")]
