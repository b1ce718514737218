"""A note of six characters, its number aside, and one of nine."""
import reader_book

reader_book.write_page("""<p>It rose<sup><a id="r1" href="#n1" epub:type="noteref" role="doc-noteref">1</a></sup>.</p>
<p>It fell<sup><a id="r2" href="#n2" epub:type="noteref" role="doc-noteref">2</a></sup>.</p>
<aside id="n1" epub:type="footnote" role="doc-footnote"><p><a href="#r1" role="doc-backlink">1</a>Twice.</p></aside>
<aside id="n2" epub:type="footnote" role="doc-footnote"><p><a href="#r2" role="doc-backlink">2</a>Nine now.</p></aside>""")
