"""A document with a chart, which only Word can draw."""
import document

BODY = '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><a:graphic><a:graphicData>' \
       '<c:chart r:id="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY +
                    document.paragraph("They came in."))
