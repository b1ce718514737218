"""A document into which a converter has put an RTF file whole."""
import document

BODY = '<w:altChunk r:id="rId9"/>'
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY +
                    document.paragraph("They came in."), links=[("rId9", "aFChunk", "chunk.rtf")],
                    media={"chunk.rtf": "{\\rtf1 More.}"})
