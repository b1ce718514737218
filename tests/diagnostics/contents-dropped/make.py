"""A document with a table of contents that Word made."""
import document

BODY = """<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>The pier 1</w:t></w:r></w:p>
<w:p><w:r><w:t>The mole 2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY +
                    document.paragraph("They came in."))
