"""A document that only links to its picture, on its author's disk."""
import document

BODY = '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><wp:docPr id="1" name="Picture 1" ' \
       'descr="Two boats"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId9"/></pic:blipFill>' \
       '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") +
                    document.paragraph("They came in.") + BODY,
                    links=[("rId9", "image", "file:///C:/Users/Melville/boats.jpg", "External")])
