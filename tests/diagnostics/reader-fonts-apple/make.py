"""A font without the word that Apple Books waits for."""
import reader_book

reader_book.write(package=reader_book.with_item("type.otf", "font/otf"), more={"EPUB/type.otf": "not a font that is looked into"})
