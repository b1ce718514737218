"""No landmark where reading begins."""
import reader_book

reader_book.write(navigation=reader_book.NAVIGATION.replace('"bodymatter"', '"toc"'))
