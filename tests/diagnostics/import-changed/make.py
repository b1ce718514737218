"""A page with a table of two headless rows, whose cells hold more strokes than Markdown's parser is given in one
line."""
import pathlib

pathlib.Path("in").mkdir()
pathlib.Path("in/strokes.html").write_text(
    "<html><body><article><h1>Strokes</h1><p>The harbour desk has counted every stroke on the old tide board, "
    "and here they are.</p><table><tr><td>" + "|" * 1100 + "</td></tr><tr><td>1100</td></tr></table>"
    "</article></body></html>\n", encoding="utf-8")
