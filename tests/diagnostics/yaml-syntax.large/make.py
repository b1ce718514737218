"""Front matter that somebody wrote the article into."""
with open("in/01-one.md", "w", encoding="utf-8") as article:
    article.write("---\ntitle: One\nnote: >\n" + "  The boat came in on Monday with the tide.\n" * 1600 + "---\n\nText.\n")
