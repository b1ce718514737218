"""A document without a headline whose properties give one."""
import document

document.write_docx("in/01-boats.docx", document.paragraph("They came in."), properties=document.core("The boats"))
