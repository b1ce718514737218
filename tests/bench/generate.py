"""Writes an issue to measure with: COUNT articles of 8 KB, one in eight with a picture.

    generate.py DIRECTORY COUNT

The same bytes each time: a small generator of its own draws words as often as English uses them.
There are links, emphasis, lists, now and then a table, a quotation, a note.
"""
import hashlib
import pathlib
import struct
import sys
import zlib

ARTICLE_BYTES = 8192
ONE_PICTURE_IN = 8
PICTURE_SIDE_PX = 200

COMMON = """the of and to a in that it is was for on with as at by from they be had have not but we this were
which one all there when or an their said would been who will more no out so up what about into than them
only other time some could these two may first then any like now over such our even most made after also
many must before through years where your way well down should because long each just those people""".split()
CONTENT = """harbour tide dredger quay sand boat rope lamp window kitchen ladder market letter council meeting
paper bridge laundry ferry garden school teacher weather autumn winter morning evening bread soup kettle
engine whistle signal platform railway carriage station ticket journey corner street neighbour doctor
hospital nurse medicine question answer number figure ledger account payment wages strike union foreman
factory machine spindle cotton wool weaver cloth colour pattern needle thread button collar pocket coat
stone mortar chapel tower clock bell rumour story printer type column headline margin page volume library
reader shelf catalogue museum painting portrait landscape valley river meadow orchard apple cherry harvest
barley miller flour oven baker grocer butcher fishmonger herring mackerel lobster crab net anchor mast sail
compass chart captain pilot sailor voyage island lighthouse storm thunder lightning shelter cellar attic
chimney smoke ash coal iron copper silver tin glass bottle barrel cider wine vinegar pepper salt sugar honey
remember consider discover believe describe measure gather scatter repair replace borrow return promise
refuse arrange deliver whisper shout quarrel forgive celebrate complain explain suggest decide vote
narrow ancient careful curious distant familiar generous honest idle jolly keen lively modest noisy orderly
patient quiet rapid steady tender useful vast weary young bright cheap damp eager fresh gloomy heavy""".split()


class Draw:
    """A linear congruential generator (Knuth's MMIX constants); the same on every machine."""

    def __init__(self, seed):
        self.state = seed * 2 + 1

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def word(self):
        if self.below(100) < 48:
            return COMMON[min(self.below(len(COMMON)), self.below(len(COMMON)))]
        return CONTENT[min(self.below(len(CONTENT)), self.below(len(CONTENT)))]

    def words(self, least, most):
        return " ".join(self.word() for _ in range(least + self.below(most - least + 1)))


def sentence(draw):
    words = draw.words(7, 20).split()
    kind = draw.below(14)
    at = 1 + draw.below(len(words) - 2)
    if kind == 0:
        words[at] = f"*{words[at]}*"
    elif kind == 1:
        words[at] = f"**{words[at]}**"
    elif kind == 2:
        words[at] = f"[{words[at]} {draw.word()}](https://example.org/{draw.word()}/{draw.word()})"
    elif kind == 3:
        words[at] = f'"{words[at]}'
        words[-1] += '"'
    elif kind == 4:
        words[at] += " --"
    elif kind == 5:
        words[at] += "'s"
    elif kind == 6:
        words[at] += ","
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def paragraph(draw):
    return " ".join(sentence(draw) for _ in range(3 + draw.below(4))) + "\n\n"


def bullets(draw):
    return "".join(f"- {sentence(draw)}\n" for _ in range(3 + draw.below(3))) + "\n"


def table(draw):
    rows = [f"| {draw.word()} | {draw.words(2, 4)} | {draw.below(1000)} |\n" for _ in range(4 + draw.below(4))]
    return "| Name | What it was | Count |\n|------|-------------|------:|\n" + "".join(rows) + "\n"


def quotation(draw):
    return f"> {sentence(draw)}\n> {sentence(draw)}\n\n"


def heading(draw):
    return f"## {draw.words(2, 5).capitalize()}\n\n"


BLOCKS = {0: bullets, 1: quotation, 2: heading, 3: heading}


def article(index, has_picture):
    draw = Draw(index + 1)
    title = draw.words(3, 7).capitalize()
    parts = [f"---\ntitle: \"{title}\"\nauthor: the harbour desk\n---\n\n"]
    if has_picture:
        parts.append(f"![{draw.words(4, 8).capitalize()}](images/{index:04d}.png \"{draw.words(4, 9)}\")\n\n")
    size = sum(map(len, parts))
    has_table = draw.below(4) == 0
    has_note = draw.below(3) == 0
    while size < ARTICLE_BYTES - 300:
        part = paragraph(draw)
        if size > ARTICLE_BYTES // 2 and has_table:
            part, has_table = table(draw), False
        elif size > ARTICLE_BYTES // 3 and has_note:
            part, has_note = f"{sentence(draw)}[^1]\n\n[^1]: {sentence(draw)}\n\n", False
        else:
            part = BLOCKS.get(draw.below(12), paragraph)(draw)
        parts.append(part)
        size += len(part)
    return "".join(parts)


def picture(index):
    """A grey picture with noise in it, as a photograph's bytes have: some 36 KB, all its own."""
    side = PICTURE_SIDE_PX
    noise = hashlib.shake_256(f"picture {index}".encode()).digest(side * side)
    rows = b"".join(b"\0" + noise[row * side:(row + 1) * side] for row in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) +
            chunk(b"IEND", b""))


def generate(directory, count):
    directory = pathlib.Path(directory)
    (directory / "images").mkdir(parents=True, exist_ok=True)
    (directory / "issue.yaml").write_text("title: The Harbour Bell\nlanguage: en\ndate: 2026-03-01\nnumber: 118\n")
    for index in range(count):
        has_picture = index % ONE_PICTURE_IN == 0
        (directory / f"{index:04d}.md").write_text(article(index, has_picture), encoding="utf-8")
        if has_picture:
            (directory / "images" / f"{index:04d}.png").write_bytes(picture(index))


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]))
