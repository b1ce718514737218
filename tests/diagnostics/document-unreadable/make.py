"""A document of which only half arrived."""
import document

document.write_docx("in/01-boats.docx", document.paragraph("They came in."))
with open("in/01-boats.docx", "rb+") as file:
    file.truncate(600)
