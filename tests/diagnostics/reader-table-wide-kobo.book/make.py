"""A table of five columns, two of them one cell."""
import reader_book

reader_book.write_page("""<table><tr><th>One</th><th>Two</th><th>Three</th><th colspan="2">Four</th></tr></table>
<table><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>""")
