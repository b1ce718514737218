#!/usr/bin/env python3
"""Spoils the sample issues and the cases of the tests, and sees whether galley holds.

    fuzz.py GALLEY [--print] [--seconds N] [--first N] [--jobs N] [--keep DIR]

Each turn copies one issue, spoils up to three of its files (articles, front matter, YAML, pictures) and
builds it with GALLEY, which should be a build with ASan and UBSan. What must hold: the program ends
within a minute with status 0 or 1, no sanitizer and no GLib warning speaks, and a book that was made
is a zip of well-formed XML with which `galley check` finds no fault. With --print a turn writes an issue and
a theme that are hard on print (nasty.py), and builds its PDFs too: qpdf finds no fault with them, and whoever
is refused one is told why. A turn is known by its number, from
which everything in it follows: --first N begins with that one, and the issue of a turn that failed is
kept in DIR/N with what was said. Exit status 1: some turn failed.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
import zipfile

import nasty

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIMEOUT_S = 60
LARGEST_BYTES = 200_000
ENVIRONMENT = dict(os.environ, ASAN_OPTIONS="detect_leaks=1", UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1")
COMPLAINTS = ("Sanitizer", "runtime error:", "-CRITICAL **", "-WARNING **", "Assertion")

# What has a meaning to Markdown, HTML, YAML, SVG, XML or Unicode.
TOKENS = [token.encode("utf-8", "surrogatepass") for token in (
    "\n", "\n\n", "---\n", "+++\n", "> ", "- ", "1. ", "    ", "\t", "# ", "## ", "| a | b |\n|---|---|\n",
    "```\n", "~~~\n", "::: pullquote\n", "::: sidebar\n", "::: verse\n", ":::\n", "[^1]", "[^1]: ", "[a]: ",
    "![", "![x](boat.jpg)", "](", "[", "]", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&amp;", "&#1;",
    "&#0;", "&#xFFFE;", "&#xD800;", "&nosuch;", "<div>", "</div>", "<p>", "<table><tr><td>", "</table>",
    "<ruby>a<rt>b</rt></ruby>", "<svg>", "</svg>", "<math>", "<b>", "<i>", "</b>", "<a href='#x'>", "</a>",
    "<img src='x'>", "<br>", "<hr>", "<h1>", "<li>", "<dl><dt>", "<script>", "<style>", "<plaintext>",
    "<textarea>", "<select>", "<template>", " onclick=x", " style='a:b'", " id='1'", " lang='zz'",
    "javascript:", "data:", "http://a/b", "mailto:a@b", "../", "/", "\\", "*", "**", "_", "~~", "`", "\"", "'",
    "--", "...", "title: ", "title: [", "date: 0000-00-00\n", "lang: ar\n", "dir: rtl\n", "author: {", "&a ", "*a ",
    "!!tag ", "? ", ": ", "{", "}", "%", "\r", "\r\n", "\0", "\x01", "\x7f", "\u0085", "\u00a0", "\u00ad",
    "\u0301", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffe", "\uffff", "\ud800", "\U0010ffff",
    "\u0627\u0644", "\u6f22\u5b57", "\u0e01\u0e33", "<use href='#a'/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    " width='1e999'", " viewBox='0 0 -1 x'", " xlink:href='x'", "url(#a)", "99999999999999999999", "-1",
)] + [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xe2\x80"]


def issues():
    """Directories that Galley may be called on."""
    found = [path for path in sorted((ROOT / "issues").iterdir()) if path.is_dir()]
    for kind in ("goldens", "diagnostics"):
        for case in sorted((ROOT / "tests" / kind).glob("*/in")):
            if not any(path.suffix == ".epub" for path in case.rglob("*")):
                found.append(case)
    return found


def spoil(data, chance, others):
    """One change to a file's bytes."""
    def place():
        return chance.randrange(len(data) + 1)

    def stretch():
        start = place()
        return start, min(len(data), start + chance.choice((1, 4, 30, 200, 2000)))

    kind = chance.randrange(9)
    if kind == 0:
        start, end = stretch()
        return data[:start] + data[end:]
    if kind == 1:
        start, end = stretch()
        return data[:end] + data[start:end] * chance.choice((1, 2, 50, 1000)) + data[end:]
    if kind == 2:
        at = place()
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1:]
    if kind == 3:
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        at = place()
        return data[:at] + other[start:start + chance.choice((10, 100, 3000))] + data[at:]
    if kind == 4:
        return data[:place()]
    if kind == 5:
        token = chance.choice(TOKENS)
        at = place()
        return data[:at] + token * chance.choice((10, 300, 5000)) + data[at:]
    for _ in range(chance.choice((1, 3, 10))):
        at = place()
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def spoil_issue(directory, chance, others):
    files = sorted(path for path in directory.rglob("*") if path.is_file() and not path.is_symlink())
    for path in chance.sample(files, min(len(files), chance.randrange(1, 4))):
        data = path.read_bytes()
        for _ in range(chance.randrange(1, 4)):
            data = spoil(data, chance, others)[:LARGEST_BYTES]
        path.write_bytes(data)


def run(command):
    """What it said, and what is wrong with how the program ended, or None."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, env=ENVIRONMENT)
    except subprocess.TimeoutExpired:
        return "", f"no end within {TIMEOUT_S} seconds: {command}"
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode not in (0, 1) or any(complaint in said for complaint in COMPLAINTS):
        return said, f"status {done.returncode}: {command}\n{said}"
    return said, None


def judge_book(galley, book):
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                try:
                    xml.etree.ElementTree.fromstring(data)
                except xml.etree.ElementTree.ParseError as error:
                    return f"{name}: {error}"
    done = subprocess.run([galley, "check", book], capture_output=True, timeout=TIMEOUT_S, env=ENVIRONMENT)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != 0 or " error: " in said or "Sanitizer" in said:
        return f"galley check, status {done.returncode}:\n{said}"
    return None


def judge_print(out, said):
    pdfs = sorted(out.glob("*.pdf"))
    if len(pdfs) not in (0, 2):
        return f"one PDF of two: {pdfs[0]}"
    if not pdfs and " error: " not in said:
        return f"no PDF, and no word why:\n{said}"
    for pdf in pdfs:
        done = subprocess.run(["qpdf", "--check", pdf], capture_output=True, timeout=TIMEOUT_S)
        if done.returncode != 0:
            return f"qpdf, status {done.returncode}:\n{(done.stdout + done.stderr).decode('utf-8', 'replace')}"
    return None


def take_turn(galley, number, sources, others, keep):
    chance = random.Random(number)
    with tempfile.TemporaryDirectory(prefix="galley-fuzz-") as place:
        directory = pathlib.Path(place) / "paper" / "issue"
        out = pathlib.Path(place) / "out"
        options = ["--draft"] if chance.randrange(4) > 0 else []
        if sources:
            shutil.copytree(chance.choice(sources), directory, symlinks=True)
            spoil_issue(directory, chance, others)
        else:
            nasty.write(directory, chance)
            options = ["-t", "epub,press,screen"]
        said, wrong = run([galley, "build", *options, "--output", str(out), str(directory)])
        if not sources and wrong is None:
            wrong = judge_print(out, said)
        for book in sorted(out.glob("*.epub")) if wrong is None else []:
            wrong = wrong or judge_book(galley, str(book))
        if wrong is not None:
            kept = keep / str(number)
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            shutil.copytree(directory.parent, kept / "paper", symlinks=True)
            (kept / "said.txt").write_text(wrong, encoding="utf-8")
    return number, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("galley")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=pathlib.Path, default=ROOT / "output" / "fuzz")
    arguments = parser.parse_args()
    galley = str(pathlib.Path(arguments.galley).resolve())
    sources = [] if arguments.print else issues()
    others = [path.read_bytes() for source in sources for path in sorted(source.rglob("*")) if path.is_file()]
    end = time.monotonic() + arguments.seconds
    turns = failed = 0
    number = arguments.first
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        waiting = set()
        while time.monotonic() < end or waiting:
            while time.monotonic() < end and len(waiting) < arguments.jobs * 2:
                waiting.add(pool.submit(take_turn, galley, number, sources, others, arguments.keep))
                number += 1
            done, waiting = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                turn, wrong = future.result()
                turns += 1
                if wrong is not None:
                    failed += 1
                    print(f"turn {turn}: {wrong.splitlines()[0]}", flush=True)
    print(f"{turns} turns, {failed} failed" + (f"; kept in {arguments.keep}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
