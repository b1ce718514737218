"""Days of a wire and magazines in one text, with the headlines that a careful reader would find in them. Seeded:
the same number gives the same text everywhere."""

import random
import textwrap

from stories import LANGUAGES


class Style:
    """How one paper sets its stories: chosen once a day, kept through it."""

    def __init__(self, dice, language):
        self.language = language
        self.words = LANGUAGES[language]
        cased = language in ("en", "es", "de", "fr", "ru")
        self.capitals = cased and dice.random() < 0.3
        self.place_capitals = cased and dice.random() < 0.6
        self.agency = dice.choice(["", "", "Reuters", "AP", "AFP", "dpa", "EFE"])
        self.dash = dice.choice([" — ", " – ", " - ", " -- ", "—"])
        self.date = dice.choice(self.words["date"])
        self.has_dateline = dice.random() < 0.75
        self.has_byline = not self.has_dateline or dice.random() < 0.3
        self.deck = dice.random() < 0.15
        self.rule = dice.choice([None, None, None, "---", "***", "* * *", "=" * 60])
        self.end = dice.choice([None, None, None, "ENDS", "###", "-30-", "(END)"])
        self.gap = dice.choice([1, 1, 2, 3])
        self.below = dice.choice([0, 1, 1]) if language != "zh" else 1
        self.slug = dice.random() < 0.15
        self.page_title = dice.random() < 0.3
        self.subheads = dice.random() < 0.4
        self.wrap = dice.choice([None, None, 72, 60, 78]) if cased else None
        self.indent = self.wrap is not None and dice.random() < 0.3


def dateline(style, dice):
    place = dice.choice(style.words["places"])
    if style.place_capitals:
        place = place.upper()
    date = style.date.format(d=dice.randint(1, 28))
    if style.language in ("zh", "ja"):
        return f"{place}{date}" + ("电　" if style.language == "zh" else " — ")
    comma = "، " if style.language == "ar" else ", "
    if style.agency and dice.random() < 0.8:
        return f"{place}{comma}{date} ({style.agency}){style.dash}"
    return f"{place}{comma}{date}{style.dash}"


def paragraphs(style, dice, count):
    made = []
    for _ in range(count):
        joint = "" if style.language in ("zh", "ja") else " "
        made.append(joint.join(dice.sample(style.words["text"], dice.randint(2, 4))))
    return made


def wrapped(style, paragraph):
    if style.wrap is None:
        return [paragraph]
    first = "    " if style.indent else ""
    return textwrap.wrap(paragraph, style.wrap, initial_indent=first, break_long_words=False, break_on_hyphens=False)


def story(style, dice, headline, number):
    """The lines of one story."""
    lines = []
    if style.slug:
        lines += [f"BC-{headline.split()[0].upper()}-{number}", ""]
    shown = headline.upper() if style.capitals else headline
    lines += wrapped(Plain(style), shown)
    lines += [""] * style.below
    if style.deck:
        lines += [dice.choice(style.words["subheads"]) + "?", ""]
    if style.has_byline:
        lines += [style.words["by"].format(dice.choice(style.words["names"]))] + [""] * style.below
    body = paragraphs(style, dice, dice.randint(3, 6))
    if style.has_dateline:
        body[0] = dateline(style, dice) + body[0]
    for index, paragraph in enumerate(body):
        if style.subheads and index == 2:
            lines += [""] * (lines[-1] != "") + [dice.choice(style.words["subheads"]), ""]
        lines += wrapped(style, paragraph) + ([] if style.indent and index + 1 < len(body) else [""])
    if style.end:
        lines += [style.end, ""]
    return shown, lines


class Plain:
    def __init__(self, style):
        self.wrap, self.indent = style.wrap, False


def day(seed, language):
    """(text, page title or None, headlines)"""
    dice = random.Random(seed)
    style = Style(dice, language)
    lines, headlines = [], []
    if style.page_title:
        lines += ["The Evening Wire" if language == "en" else style.words["headlines"][0] + " · 118", ""]
    pool = dice.sample(style.words["headlines"][1:], min(len(style.words["headlines"]) - 1, dice.randint(3, 8)))
    for number, headline in enumerate(pool):
        if number > 0:
            lines += [""] * (style.gap - 1)
            if style.rule and not style.end:
                lines += [style.rule, ""]
        shown, made = story(style, dice, headline, number)
        headlines.append(shown)
        lines += made
    title = lines[0] if style.page_title else None
    return "\n".join(lines).rstrip() + "\n", title, headlines


def magazine(seed, language):
    """A whole number: a title page, contents, departments without bylines, letters, an advertisement."""
    dice = random.Random(seed)
    style = Style(dice, language)
    style.has_dateline = style.slug = style.deck = False
    style.wrap = dice.choice([None, 68, 74]) if language in ("en", "es", "de", "fr", "ru") else None
    style.capitals = language in ("en", "es", "de", "fr", "ru") and dice.random() < 0.7
    gap = dice.choice([2, 3, 4])
    has_contents = dice.random() < 0.6
    contents = {"en": "CONTENTS", "es": "Sumario", "de": "INHALT", "fr": "SOMMAIRE", "ru": "СОДЕРЖАНИЕ",
                "ar": "المحتويات", "zh": "目录", "ja": "目次", "hi": "विषय सूची"}[language]
    pool = dice.sample(style.words["headlines"], min(len(style.words["headlines"]), dice.randint(5, 9)))
    style.rule = dice.choice([None, None, "=" * 50])
    style.subheads = dice.random() < 0.4
    style.has_byline = dice.random() < 0.4
    bylined = {headline for headline in pool if style.has_byline and dice.random() < 0.7}
    shown = [headline.upper() if style.capitals else headline for headline in pool]
    lines = [style.words["places"][0].upper() + " REVIEW", "", "No. 118, June 2023", ""]
    if has_contents:
        lines += [contents, ""]
        lines += [f"{headline} {'.' * 10} {index * 4 + 3}" for index, headline in enumerate(shown)] + [""]
    for number, headline in enumerate(shown):
        lines += [""] * (gap - 1)
        if style.rule and number > 0:
            lines += [style.rule, ""]
        lines += wrapped(Plain(style), headline) + [""]
        if pool[number] in bylined:
            lines += [style.words["by"].format(dice.choice(style.words["names"])), ""]
        for index, paragraph in enumerate(paragraphs(style, dice, dice.randint(4, 9))):
            if style.subheads and index == 3:
                lines += [""] * (lines[-1] != "") + [dice.choice(style.words["subheads"]), ""]
            lines += wrapped(style, paragraph) + ([""] if not style.indent else [])
        if style.indent:
            lines += [""]
    return "\n".join(lines).rstrip() + "\n", None, shown
