"""Files to measure the readers with: the same words as Markdown, text, web page, WordPress export, Word and
OpenDocument text, each in two sizes, one ten times the other. What counts of the zipped ones is their unpacked XML."""
import pathlib
import zipfile

from generate import Draw

SMALL_BYTES = 700_000
TIMES = 10
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
RELATIONS = "http://schemas.openxmlformats.org/package/2006"


def paragraphs(draw, size_bytes, dress):
    """Paragraphs as `dress(number, words)` gives them, up to that many bytes."""
    out, length, number = [], 0, 0
    while length < size_bytes:
        out.append(dress(number, draw.words(40, 120).capitalize() + "."))
        length += len(out[-1])
        number += 1
    return "".join(out)


def markdown(draw, size):
    return "# The long one\n\n" + paragraphs(
        draw, size, lambda n, words: f"## Part {n}\n\n" if n % 12 == 11 else words.replace(" the ", " *the* ", 1) + "\n\n")


def text(draw, size):
    return "THE LONG ONE\n\n" + paragraphs(draw, size, lambda n, words: words + "\n\n")


def page(draw, size):
    body = paragraphs(draw, size, lambda n, words: f"<h2>Part {n}</h2>\n" if n % 12 == 11 else
                      f'<p class="text">{words.replace(" the ", " <em>the</em> ", 1)}</p>\n')
    return f"<!DOCTYPE html><html><head><title>The long one</title></head><body><h1>The long one</h1>{body}</body></html>"


def export(draw, size):
    items = paragraphs(draw, size, lambda n, words: (
        f"<item><title>Post {n}</title><dc:creator>desk</dc:creator><content:encoded><![CDATA[<p>{words}</p>\n\n{words}]]>"
        f"</content:encoded><wp:post_id>{n}</wp:post_id><wp:post_date>2026-01-{n % 28 + 1:02} 10:00:00</wp:post_date>"
        f"<wp:post_name>post-{n}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n"))
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
            f"<title>Bench</title><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>")


def write_word(path, draw, size):
    body = paragraphs(draw, size, lambda n, words: (
        '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
        f'<w:t xml:space="preserve">{words} </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>end</w:t></w:r></w:p>'))
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{RELATIONS}/content-types"><Override PartName='
                         '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                         'wordprocessingml.document.main+xml"/></Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}/relationships"><Relationship Id="r1" Type="http://'
                         'schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                         'Target="word/document.xml"/></Relationships>')
        archive.writestr("word/document.xml", document)
    return len(document)


def write_open_document(path, draw, size):
    body = paragraphs(draw, size, lambda n, words: (
        f'<text:p text:style-name="Text_20_body">{words} <text:span text:style-name="T1">end</text:span></text:p>'))
    content = (f'<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0" '
               f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return len(content)


def write_plain(make):
    def write(path, draw, size):
        whole = make(draw, size)
        path.write_text(whole, encoding="utf-8")
        return len(whole)
    return write


# name, ending, megabytes a second that are asked for, how it is written
KINDS = (("Markdown", "md", 20, write_plain(markdown)), ("text", "txt", 20, write_plain(text)),
         ("web page", "html", 10, write_plain(page)), ("WordPress", "xml", 10, write_plain(export)),
         ("Word", "docx", 20, write_word), ("OpenDocument", "odt", 20, write_open_document))


def generate_files(home):
    """(name, mark, [(path, bytes)]): for each kind next to nothing, the small file, the large one."""
    for name, ending, mark, write in KINDS:
        files = []
        for label, size in (("least", 200), ("small", SMALL_BYTES), ("large", SMALL_BYTES * TIMES)):
            directory = pathlib.Path(home) / "readers" / f"{ending}-{label}"
            directory.mkdir(parents=True, exist_ok=True)
            (directory / "issue.yaml").write_text("title: Bench\nlanguage: en\ndate: 2026-03-01\ncover: none\n",
                                                  encoding="utf-8")
            files.append((directory / f"long.{ending}", write(directory / f"long.{ending}", Draw(size), size)))
        yield name, mark, files
