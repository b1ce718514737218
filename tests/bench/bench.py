"""Measures galley beside the bare program and pandoc, and prints the table for the README.

    bench.py BUILD WORK [--quick]

BUILD holds galley, and tests/bench/bench-*; issues and books go to WORK, which should be on a disk as
books are kept on (everything is synced). The programs run in turn, each time into an empty directory,
and the best of the rounds counts: on a machine that others use too it is the figure that says most.
--quick: few rounds, no verdict. Exit status 1: a mark was missed.
"""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from generate import generate  # noqa: E402
import printing  # noqa: E402
from photos import generate_issues  # noqa: E402
from readers import TIMES, generate_files  # noqa: E402

ROUNDS = 20
EMPTY_ROUNDS = 60
SIZES = (20, 200, 2000)
PANDOC_ROUNDS = {20: 3, 200: 3}
COLD_ROUNDS = 3
READER_ROUNDS = 5
PRINT_ROUNDS = 10
PRINT_WORDS = {200: 74_000, 4000: 1_480_000}  # pages, and words that fill about so many
LONG_ARTICLES = ((74_000, 1), (395_000, 1), (74_000, 20))  # words of one, and how many

build, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
quick = "--quick" in sys.argv[3:]
programs = build / "tests" / "bench"
threads = len(os.sched_getaffinity(0))


def empty_output(keep):
    """An output directory without books; of what Galley keeps there, only renditions stay, if they are to."""
    output = work / "output"
    kept, aside = output / ".galley/renditions", work / "renditions"
    if keep and kept.exists():
        kept.rename(aside)
    shutil.rmtree(output, ignore_errors=True)
    kept.parent.mkdir(parents=True)
    if aside.exists():
        aside.rename(kept)


def measure(command, directory, keep=True):
    """Milliseconds and megabytes of one run into an empty directory; with the renditions of the runs before."""
    empty_output(keep)
    said = subprocess.run([programs / "bench-measure", *command], cwd=directory, capture_output=True, text=True,
                          check=True)
    wall_us, peak_kilobytes, status = map(int, said.stdout.split())
    if status != 0:
        sys.exit(f"bench: {command[0]} ended with status {status} in {directory}")
    return wall_us / 1000, peak_kilobytes / 1000


def best(runs):
    """The least time, and the greatest memory."""
    return min(run[0] for run in runs), max(run[1] for run in runs)


def issue_of(count):
    directory = work / f"issue-{count}"
    if not directory.exists():
        generate(directory, count)
    return directory


def compare(count, rounds):
    """galley, the bare program, and the bare program with plain cmark."""
    issue = issue_of(count)
    book = work / "output" / "book.epub"
    galley = [build / "galley", "build", "--quiet", "-o", work / "output", issue]
    measure(galley, work)
    cover = work / f"cover-{count}.jpg"
    shutil.copy(next((work / "output").glob("*-cover.jpg")), cover)
    same_files = [issue, book, str(threads), cover, book.with_name("book-cover.jpg")]
    commands = [galley, [programs / "bench-bare", *same_files], [programs / "bench-plain", *same_files]]
    runs = [[measure(command, work) for command in commands] for _ in range(rounds)]
    return [best(column) for column in zip(*runs)]


def photos():
    """Twenty phone photos: cold, with all of them kept, and the same issue without them. None where no photos can be
    made."""
    if not shutil.which("convert") or not shutil.which("exiftool"):
        return None
    with_photos, without = generate_issues(work)
    build_of = {issue: [build / "galley", "build", "--quiet", "-o", work / "output", issue]
                for issue in (with_photos, without)}
    cold = best([measure(build_of[with_photos], work, keep=False) for _ in range(1 if quick else COLD_ROUNDS)])
    runs = [[measure(build_of[issue], work) for issue in (with_photos, without)] for _ in range(3 if quick else ROUNDS)]
    return cold, *(best(column) for column in zip(*runs))


def cold_cover():
    """Twenty articles whose cover is not drawn yet, and with it kept."""
    command = [build / "galley", "build", "--quiet", "-o", work / "output", issue_of(20)]
    cold = best([measure(command, work, keep=False) for _ in range(3 if quick else ROUNDS)])
    return cold, best([measure(command, work) for _ in range(3 if quick else ROUNDS)])


def readers():
    """Of each kind of file: its name, the mark, and megabytes a second of the small and of the large one, on one core
    and without what next to nothing takes."""
    core = str(min(os.sched_getaffinity(0)))
    for name, mark, files in generate_files(work):
        times = [best([measure(["taskset", "-c", core, build / "galley", "check", "--jobs", "1", path], work)
                       for _ in range(2 if quick else READER_ROUNDS)])[0] for path, _ in files]
        yield name, mark, *(size / 1e3 / max(spent - times[0], 0.01)
                            for (_, size), spent in zip(files[1:], times[1:]))


def pages_of(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[1] for line in said.splitlines() if line.startswith("Pages:")))


def printed(name, command, pattern, rounds):
    """A row of print: what it is, pages, the best time, peak memory."""
    run = best([measure(command, work) for _ in range(rounds)])
    return name, pages_of(next((work / "output").glob(pattern))), *run


def prints(pages):
    """Rows for so many A5 pages: galley with each of its PDFs and with both, and whoever is there beside it."""
    home = work / f"print-{pages}"
    articles = printing.prose(PRINT_WORDS[pages])
    issue = home / "issue" if home.exists() else printing.write_issue(home, articles)
    output, rounds = work / "output", 2 if quick or pages > 200 else PRINT_ROUNDS
    for formats in ("press", "screen", "press,screen"):
        kind = formats.split(",")[-1]
        yield printed(f"galley, {formats}", [build / "galley", "build", "--quiet", "--again", "-t", formats, "-o", output,
                                             issue], f"*-{kind}.pdf", rounds)
    if pages > 200:
        return
    peers = pathlib.Path(__file__).resolve().parent / "peers"
    if (peers / "node_modules").is_dir():
        printing.write_typst(home / "main.typ", articles)
        yield printed("Typst 0.14", ["node", peers / "typst.mjs", home, home / "main.typ", printing.FONTS,
                                     output / "typst.pdf"], "typst.pdf", rounds)
    if shutil.which("pdflatex"):
        printing.write_latex(home / "main.tex", articles)
        yield printed("pdfLaTeX", ["pdflatex", "-interaction=batchmode", f"-output-directory={output}",
                                   home / "main.tex"], "main.pdf", rounds)


def long_articles():
    """Rows for articles as long as books."""
    for words, count in LONG_ARTICLES:
        home = work / f"print-long-{count}-{words}"
        if not home.exists():
            printing.write_issue(home, printing.prose(words * count, words))
        yield printed(f"galley, both, in {count} article{'s' if count > 1 else ''}",
                      [build / "galley", "build", "--quiet", "--again", "-t", "press,screen", "-o", work / "output",
                       home / "issue"], "*-press.pdf", 2)


def pandoc(count):
    if not shutil.which("pandoc") or count not in PANDOC_ROUNDS:
        return None
    issue = issue_of(count)
    articles = sorted(path.name for path in issue.glob("*.md"))
    command = ["pandoc", "--file-scope", "-f", "gfm+footnotes", "--metadata", "title=Issue",
               "-o", work / "output" / "book.epub", *articles]
    return best([measure(command, issue) for _ in range(1 if quick else PANDOC_ROUNDS[count])])


def machine():
    processors = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.split(":", 1)[1].strip() for line in processors.splitlines()
                  if line.startswith("model name")), os.uname().machine)
    memory = int(pathlib.Path("/proc/meminfo").read_text(encoding="utf-8").split()[1])
    system = next((line.split("=", 1)[1].strip('"') for line in
                   pathlib.Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
                   if line.startswith("PRETTY_NAME=")), "Linux")
    return f"{model}, {threads} cores, {memory / 1e6:.0f} GB, {system}"


def row(*cells):
    print("| " + " | ".join(cells) + " |")


def print_table(results, empty):
    print(f"{machine()}. Wall time from exec to exit, best of {3 if quick else ROUNDS}; peak memory.\n")
    row("articles of 8 KB", "galley", "bare cmark-gfm + libdeflate + libzip", "ratio", "pandoc",
        "galley is ahead by")
    row("---:", "---:", "---:", "---:", "---:", "---:")
    for count, (galley, bare, _, other) in results.items():
        row(f"{count:,}", f"{galley[0]:.1f} ms, {galley[1]:.0f} MB", f"{bare[0]:.1f} ms, {bare[1]:.0f} MB",
            f"{galley[0] / bare[0]:.2f}", f"{other[0]:,.0f} ms, {other[1]:.0f} MB" if other else "",
            f"{other[0] / galley[0]:.0f}x" if other else "")
    plain = ", ".join(f"{plain[0]:.1f} ms at {count:,} (ratio {galley[0] / plain[0]:.2f})"
                      for count, (galley, _, plain, _) in results.items())
    print(f"\nThe bare program with plain cmark, which reads neither tables nor notes: {plain}.")
    print(f"An empty program with galley's link line: {empty:.1f} ms, best of {EMPTY_ROUNDS}.\n")


def print_photos(found):
    cold, warm, without = found
    print(f"Twenty phone photos of 24 megapixels: {cold[0] / 1000:.1f} s, {cold[1]:.0f} MB; again, with their renditions "
          f"kept, {warm[0]:.1f} ms; the same issue without them {without[0]:.1f} ms.\n")


def print_readers(rates):
    row("file", "MB/s of 0.7 MB", "MB/s of 7 MB")
    row("---", "---:", "---:")
    for name, _, small, large in rates:
        row(name, f"{small:.0f}", f"{large:.0f}")
    print("\nBytes of input (of unpacked XML) a second of `galley check`, one core.\n")


def print_prints(rows):
    row("print: A5, English prose, hyphenated", "pages", "time", "pages a second", "memory")
    row("---", "---:", "---:", "---:", "---:")
    for name, pages, spent, memory in rows:
        row(name, f"{pages:,}", f"{spent:,.0f} ms", f"{pages / spent * 1000:,.0f}", f"{memory:.0f} MB")
    print()


def print_marks(few, many, long):
    """Each PDF against the one that is most like it: Typst's is tagged, as that for reading is; pdfLaTeX's is not."""
    rates = {name: pages / spent for name, pages, spent, _ in few}
    ours = rates["galley, press,screen"]
    if "Typst 0.14" in rates:
        yield "print: at least 4x ahead of Typst in pages a second", rates["galley, screen"] >= 4 * rates["Typst 0.14"]
    if "pdfLaTeX" in rates:
        yield "print: ahead of pdfLaTeX", rates["galley, press"] > rates["pdfLaTeX"]
    yield "print: linear to 4,000 pages", many[-1][1] / many[-1][2] >= ours / 1.1
    yield "print: at most 60 MB at 200 pages", max(line[3] for line in few if line[0].startswith("galley")) <= 60
    yield "print: at most 60 MB at 200 pages of one article", long[0][3] <= 60
    yield "print: at most 120 MB at 4,000 pages", max(line[3] for line in many + long) <= 120


def marks(results, empty, found, cover, rates):
    """Each mark: what it says, and whether it is met."""
    for count in (200, 2000):
        galley, bare, _, _ = results[count]
        yield f"at most twice the bare program at {count:,}", galley[0] <= 2 * bare[0]
    galley, bare, _, _ = results[20]
    yield "at most the bare program and 15 ms at 20", galley[0] <= bare[0] + 15
    galley, _, _, other = results[200]
    if other:
        yield "at least 50x ahead of pandoc at 200", other[0] >= 50 * galley[0]
    yield "linear from 200 to 2,000 (time an article grows by no more than a tenth)", (
        results[2000][0][0] / 2000 <= 1.1 * galley[0] / 200)
    yield "at most 120 MB at 2,000", results[2000][0][1] <= 120
    yield "an empty program starts within 10 ms", empty <= 10
    yield "at most 250 ms more at 20 while the cover is drawn", cover[0][0] <= cover[1][0] + 250
    for name, mark, small, large in rates:
        yield f"{name}: {mark} MB/s", min(small, large) >= mark
        yield f"{name}: linear up to {TIMES} times the size", large >= small / 1.5
    if found:
        cold, warm, without = found
        yield "twenty phone photos within 8 s", cold[0] <= 8000
        yield "within 30 ms of the same issue without them, once they are kept", warm[0] <= without[0] + 30


def main():
    work.mkdir(parents=True, exist_ok=True)
    rounds = 3 if quick else ROUNDS
    results = {count: (*compare(count, rounds), pandoc(count)) for count in SIZES}
    empty = best([measure([programs / "bench-empty"], work) for _ in range(EMPTY_ROUNDS)])[0]
    found = photos()
    cover = cold_cover()
    rates = list(readers())
    few, many, long = list(prints(200)), list(prints(4000)), list(long_articles())
    print_table(results, empty)
    if found:
        print_photos(found)
    print(f"At 20 while the cover is drawn: {cover[0][0]:.1f} ms, {cover[1][0]:.1f} ms once it is kept.\n")
    print_readers(rates)
    print_prints(few + many + long)
    missed = 0
    for mark, is_met in [*marks(results, empty, found, cover, rates), *print_marks(few, many, long)]:
        print(f"{'met   ' if is_met else 'MISSED'}  {mark}")
        missed += not is_met
    shutil.rmtree(work / "output")
    sys.exit(1 if missed and not quick else 0)


main()
