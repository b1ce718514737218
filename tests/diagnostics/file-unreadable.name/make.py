"""A name as an old system writes it: in Windows-1252."""
with open(b"in/02-caf\xe9.md", "wb") as file:
    file.write(b"# Coffee\n\nThe boat came in.\n")
