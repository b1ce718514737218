"""A picture in a drawing."""
import reader_book

reader_book.write_page("""<p><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 3 4">
<image width="3" height="4" xlink:href="cover.png"/></svg></p>""")
