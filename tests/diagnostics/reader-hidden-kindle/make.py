"""More than 10,000 characters that are not displayed, half of them within the other half."""
import reader_book

reader_book.write_page(f"""<div style="Display : none"><p>{"hidden " * 800}</p>
<div style="display:none">{"hidden " * 700}</div></div>""")
