"""A document whose properties name its author; its text does not."""
import document

document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + document.paragraph("They came in."),
                    properties=document.core(creator="Herman Melville"))
