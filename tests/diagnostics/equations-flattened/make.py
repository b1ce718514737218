"""A document with an equation."""
import document

BODY = '<w:p><m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t>' \
       '</m:r></m:sup></m:sSup></m:oMath></w:p>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY)
