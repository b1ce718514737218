"""A document whose text has a DOCTYPE, as no program writes it."""
import document

TEXT = document.root("document", "<w:body>" + document.paragraph("They came &in;") + "</w:body>")
TEXT = TEXT.replace("?>\n", '?>\n<!DOCTYPE w:document [<!ENTITY in SYSTEM "file:///etc/passwd">]>', 1)
document.write_docx("in/01-boats.docx", "", more={"word/document.xml": TEXT})
