"""The same prose as an issue, for Typst and for pdfLaTeX: A5, hyphenated, justified by total fit."""
import pathlib

from generate import Draw

WORDS_AN_ARTICLE = 3_700  # some ten pages
WORDS_A_PARAGRAPH = (30, 90)
FONTS = pathlib.Path("/usr/share/fonts/truetype/vollkorn")

STYLE = """@page { size: A5; margin: 18mm 18mm 20mm 18mm; @bottom-center { content: counter(page) } }
body { font-family: Vollkorn; font-size: 10.2pt; line-height: 13.5pt; text-align: justify; hyphens: auto }
article { break-before: page }
.headline { font-size: 18pt; line-height: 27pt; hyphens: none; text-align: start; margin-bottom: 13.5pt }
p.follows { text-indent: 1em }
"""
TYPST = """#set document(title: "Bench")
#set page(paper: "a5", margin: (x: 18mm, top: 18mm, bottom: 20mm), numbering: "1")
#set text(font: "Vollkorn", size: 10.2pt, lang: "en", hyphenate: true)
#set par(justify: true, first-line-indent: 1em, leading: 0.6em)
"""
LATEX = r"""\documentclass[10pt]{article}
\usepackage[T1]{fontenc}
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage[a5paper,hmargin=18mm,top=18mm,bottom=20mm]{geometry}
\begin{document}
"""


def prose(words, words_an_article=WORDS_AN_ARTICLE):
    """Articles as lists of paragraphs, `words` words in all."""
    draw, articles = Draw(7), []
    for _ in range(words // words_an_article):
        paragraphs, count = [], 0
        while count < words_an_article:
            text = ". ".join(draw.words(7, 20).capitalize() for _ in range(2 + draw.below(5))) + "."
            paragraphs.append(text)
            count += text.count(" ") + 1
        articles.append(paragraphs)
    return articles


def write_issue(home, articles):
    theme = home / "styles/bench"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: Bench\n")
    (theme / "book.css").write_text("p { text-indent: 1em }\n")
    (theme / "print.css").write_text(STYLE)
    (home / "publication.yaml").write_text("title: Bench\nlanguage: en\ntheme: bench\n")
    issue = home / "issue"
    issue.mkdir()
    (issue / "issue.yaml").write_text("date: 2026-01-01\ncover: none\n")
    for number, paragraphs in enumerate(articles):
        (issue / f"{number:03}.md").write_text(f"---\ntitle: Article {number}\n---\n\n" + "\n\n".join(paragraphs) + "\n")
    return issue


def write_typst(path, articles):
    path.write_text(TYPST + "".join(f"#pagebreak(weak: true)\n= Article {number}\n\n" + "\n\n".join(paragraphs) + "\n\n"
                                    for number, paragraphs in enumerate(articles)))


def write_latex(path, articles):
    path.write_text(LATEX + "".join(f"\\clearpage\\section*{{Article {number}}}\n\n" + "\n\n".join(paragraphs) + "\n\n"
                                    for number, paragraphs in enumerate(articles)) + "\\end{document}\n")
