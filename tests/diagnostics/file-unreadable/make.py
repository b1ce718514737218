"""An article larger than any article."""
with open("in/02-long.md", "w", encoding="utf-8") as file:
    file.write("# Long\n\n" + "The boat came in. " * 500_000)
