"""A document with a link to a file of its author's."""
import document

BODY = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>They came in.</w:t></w:r></w:hyperlink></w:p>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY,
                    links=[("rId9", "hyperlink", "file:///C:/Users/Melville/boats.doc", "External")])
