"""Contents that lead to a place with a letter that Adobe does not look for."""
import book
import reader_book

reader_book.write(ncx=reader_book.NCX.replace('src="two.xhtml"', 'src="two.xhtml#é"'),
                  two=book.page("Two", '<h1 id="é">Two</h1>'))
