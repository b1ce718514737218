"""An anchor closed in itself; void elements and drawings may be so."""
import reader_book

reader_book.write_page("""<p>One<br/>two <!-- <i/> --> <img src="cover.png" alt="a > b"/></p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>
<p><a id="here"/>Three <b/>four.</p>""")
