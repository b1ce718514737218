"""A page of more than 260 KB."""
import reader_book

reader_book.write_page("\n".join(f"<p>{'The water came up again. ' * 40}</p>" for _ in range(270)))
