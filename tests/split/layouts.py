"""Magazines and e-zines in one text as people typed them: each layout in fourteen scripts. A text comes with the
headlines that a careful reader would find in it."""

import random
import textwrap
import unicodedata

from stories import LANGUAGES

SCRIPTS = {
    "el": {"by": "Του {}", "names": ["Ανδρέας Κάλβος"],
           "headlines": ["Η γέφυρα της λίμνης", "Ένα μικρό ταξίδι", "Τα παιδιά του χωριού", "Το νερό και η πέτρα",
                         "Νέα από το σχολείο", "Η γιορτή του κρασιού"],
           "text": ["Το πρωί της Δευτέρας οι κάτοικοι βγήκαν στην πλατεία για να δουν τι είχε συμβεί.",
                    "Κανείς δεν περίμενε ότι το παλιό γεφύρι θα άντεχε τόσο πολύ στον χειμώνα.",
                    "Ο δήμος είπε ότι οι εργασίες θα αρχίσουν πάλι την άνοιξη, αν βρεθούν τα χρήματα."]},
    "ka": {"by": "ავტორი: {}", "names": ["ილია ჭავჭავაძე"],
           "headlines": ["მდინარის პირას", "ძველი წისქვილი", "სკოლის ახალი წელი", "მთის სოფლები",
                         "წერილი ქალაქიდან", "ღვინის დღესასწაული"],
           "text": ["ორშაბათს დილით მოსახლეობა მოედანზე გამოვიდა, რომ ენახა რა მოხდა.",
                    "არავინ ელოდა, რომ ძველი ხიდი ზამთარს გაუძლებდა.",
                    "ქალაქის საბჭომ თქვა, რომ სამუშაოები გაზაფხულზე განახლდება."]},
    "he": {"by": "מאת {}", "names": ["חיים נחמן ביאליק"],
           "headlines": ["הגשר הישן", "מכתב מן הכפר", "בית הספר בגליל", "חג היין בעיר", "ילדי השכונה", "על שפת הנהר"],
           "text": ["בבוקר יום שני יצאו התושבים לכיכר כדי לראות מה קרה.",
                    "איש לא ציפה שהגשר הישן יחזיק מעמד בחורף כזה.",
                    "העירייה אמרה כי העבודות יתחדשו באביב אם יימצא הכסף."]},
    "ko": {"by": "글: {}", "names": ["윤동주"],
           "headlines": ["강가의 오래된 다리", "마을에서 온 편지", "학교의 새 학기", "포도주 축제 소식", "동네 아이들 이야기",
                         "산골 마을의 겨울"],
           "text": ["월요일 아침 주민들은 무슨 일이 일어났는지 보려고 광장으로 나왔다.",
                    "낡은 다리가 겨울을 견딜 것이라고는 아무도 생각하지 못했다.",
                    "시는 돈이 마련되면 봄에 공사를 다시 시작한다고 말했다."]},
    "th": {"by": "โดย {}", "names": ["สุนทรภู่"],
           "headlines": ["สะพานเก่าริมแม่น้ำ", "จดหมายจากหมู่บ้าน", "โรงเรียนเปิดเทอมใหม่", "เทศกาลเหล้าองุ่น",
                         "เด็กๆ ในตรอก", "หมู่บ้านบนภูเขา"],
           "text": ["เช้าวันจันทร์ชาวบ้านออกมาที่ลานเพื่อดูว่าเกิดอะไรขึ้น ",
                    "ไม่มีใครคิดว่าสะพานเก่าจะทนฤดูหนาวได้ ",
                    "เทศบาลบอกว่างานจะเริ่มอีกครั้งในฤดูใบไม้ผลิถ้าหาเงินได้ "]},
}
ALL = {**LANGUAGES, **SCRIPTS}
CONTENTS = {"en": "CONTENTS", "es": "Sumario", "de": "INHALT", "fr": "SOMMAIRE", "ru": "СОДЕРЖАНИЕ",
            "ar": "المحتويات", "zh": "目录", "ja": "目次", "ko": "차례"}
LAYOUTS = ("wide", "byline", "signed", "centred", "underlined", "numbered", "boxed", "dashed", "ruled", "two-lines",
           "right-above", "indented", "running", "contents", "pages")
COLUMNS = 72


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text, indent=""):
    if columns(text) > len(text) * 3 // 2:
        return [text[i:i + COLUMNS // 2] for i in range(0, len(text), COLUMNS // 2)]
    return textwrap.wrap(text, COLUMNS, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


def title_lines(layout, headline, number):
    if layout == "centred":
        return [" " * ((COLUMNS - columns(headline)) // 2) + headline]
    if layout == "underlined":
        return [headline, "-" * columns(headline)]
    if layout == "numbered":
        return [f"{number + 1}. {headline}"]
    if layout == "boxed":
        rule = "+" + "-" * 66 + "+"
        return [rule, f"| {headline.ljust(64)} |", rule]
    if layout == "dashed":
        return [f"--- {headline} " + "-" * 20]
    words = headline.split()
    if layout == "two-lines" and len(words) > 2:
        half = (len(words) + 1) // 2
        return [" ".join(words[:half]), " ".join(words[half:])]
    return [headline]


def magazine(layout, language, seed):
    """(text, headlines)"""
    dice = random.Random(f"{layout} {language} {seed}")
    words = ALL[language]
    joint = "" if language in ("zh", "ja", "th") else " "
    shown = dice.sample(words["headlines"], min(len(words["headlines"]), dice.randint(5, 8)))
    gap = 1 if layout in ("signed", "centred", "underlined", "numbered", "boxed", "dashed", "ruled", "pages") else 2
    lines, last_header = [], 0
    if layout == "contents":
        lines += [CONTENTS.get(language, "CONTENTS"), ""]
        lines += [f"  {headline} {'.' * 20} {number * 3 + 2}" for number, headline in enumerate(shown)]
    for number, headline in enumerate(shown):
        if lines:
            lines += [""] * gap
            lines += ["=" * 60, ""] if layout == "ruled" else []
        first = title_lines(layout, headline, number)
        first[0] = ("\f" if layout == "pages" and number > 0 else "") + first[0]
        lines += first + ([""] if layout != "right-above" else [])
        name = words["by"].format(dice.choice(words["names"]))
        lines += [name, ""] if layout == "byline" else []
        count = dice.randint(3, 7)
        for paragraph in range(count):
            text = joint.join(dice.choice(words["text"]) for _ in range(dice.randint(3, 6))).strip()
            lines += wrapped(text, "   " if layout == "indented" else "")
            lines += [""] if layout != "indented" and paragraph + 1 < count else []
            if layout == "running" and len(lines) - last_header > 30 and paragraph + 1 < count:
                lines += [f"Mill Lane Review{' ' * 30}Page {len(lines) // 30}", ""]
                last_header = len(lines)
        lines += ["", " " * 24 + "-- " + dice.choice(words["names"])] if layout == "signed" else []
    return "\n".join(lines) + "\n", shown
