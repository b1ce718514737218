"""A document with a comment."""
import document

BODY = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>They came in.</w:t></w:r><w:commentRangeEnd w:id="0"/>' \
       '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY)
