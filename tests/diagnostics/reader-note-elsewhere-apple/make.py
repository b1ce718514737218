"""A note in another file than its call."""
import book
import reader_book

reader_book.write(one=book.page("One", '<p>It rose<a href="two.xhtml#n1" epub:type="noteref">1</a>.</p>'),
                  two=book.page("Two", '<aside id="n1" epub:type="endnote"><p>Twice a day.</p></aside>'))
