"""A document with words that Word does not show."""
import document

BODY = '<w:p><w:r><w:t xml:space="preserve">They came in. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>' \
       '<w:t>Ask the pilot</w:t></w:r></w:p>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY)
