"""Articles of more text than the readers take in one page."""
import pathlib

LINE = "The water came up to the wall again, and in the morning it was gone. "
for name, paragraphs in (("02-long", 45), ("03-longer", 600)):
    text = "\n\n".join(LINE * 90 for _ in range(paragraphs))
    pathlib.Path("in", name + ".md").write_text(f"# {name[3:].title()}\n\n{text}\n", encoding="utf-8")
