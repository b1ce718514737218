"""A document with changes that nobody has decided on."""
import document

BODY = """<w:p><w:r><w:t xml:space="preserve">They came in </w:t></w:r>
<w:del w:id="1" w:author="Herman Melville"><w:r><w:delText>late</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="Herman Melville"><w:r><w:t>early</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"""
document.write_docx("in/01-boats.docx", document.paragraph("The boats", "Title") + BODY)
