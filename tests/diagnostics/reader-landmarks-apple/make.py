"""A landmark that is two things."""
import reader_book

reader_book.write(navigation=reader_book.NAVIGATION.replace('"bodymatter"', '"bodymatter chapter"'))
