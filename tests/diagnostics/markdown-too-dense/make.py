"""Brackets that open and never close: each is looked for in all that follows it."""
with open("in/02-dense.md", "w", encoding="utf-8") as file:
    file.write("# Dense\n\n" + "![[]()" * 20_000 + "\n")
