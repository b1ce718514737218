"""A raised sign within the call of a note."""
import reader_book

reader_book.write_page("""<p>It rose<a id="r1" href="#n1" epub:type="noteref"><sup>1</sup></a>.</p>
<aside id="n1" epub:type="footnote"><p>Twice a day.</p></aside>""")
