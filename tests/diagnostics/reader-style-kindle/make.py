"""A page with rules of its own; a drawing may have some."""
import book
import reader_book

PAGE = book.page("Two", """<h1>Two</h1>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>path { fill: none }</style><path d="M0 0h9"/></svg>""")
reader_book.write(two=PAGE.replace("</head>", "<style>p { margin-top: 0 }</style></head>"))
