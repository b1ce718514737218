"""The house rules of the source that a machine can hold.

Which room may include which comes from the galley_room lines of CMakeLists.txt, and those are held
against the one order that ARCHITECTURE.md gives.
"""
import pathlib
import re
import subprocess
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
SOURCE = TOP / "src"

# Left to right: a room sees only rooms of lower rank, never one beside it.
RANKS = [["base"], ["model"], ["html"], ["images", "style", "xhtml", "markdown"],
         ["read", "enrich", "epub", "print"], ["distribute"], ["commands"]]
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}

# Each foreign library's headers and the only files that may include them.
HOMES = [
    (r"cmark-gfm.*\.h", r"markdown/"),
    (r"zip\.h|zipconf\.h", r"base/archive"),
    (r"libdeflate\.h", r"base/archive|print/pdf/objects\.c"),
    (r"yaml\.h", r"base/yaml"),
    (r"jansson\.h", r"base/json\.c"),
    (r"gumbo\.h", r"html/"),
    (r"openssl/.*", r"base/digest\.c"),
    (r"pthread\.h", r"base/jobs\.c"),
    (r"libxml/.*", r"(?!base/)"),
    (r"hb.*\.h", r"print/"),
    (r"fribidi\.h", r"print/shape_text\.c"),
    (r"unicode/.*\.h", r"print/shape_\w+\.c"),
    (r"hyphen\.h", r"print/(hyphenate\.c|hyphen_patterns\.[ch])"),
    (r"fontconfig/.*", r"images/worker/|print/font_find\.c"),
    (r"vips/.*|pango/.*|cairo.*\.h|gmodule\.h|dlfcn\.h|linux/(landlock|seccomp|filter|audit)\.h",
     r"images/worker/"),
    (r"spawn\.h", r"images/worker_process\.c"),
    (r"poll\.h", r"images/worker_(process|wire)\.c"),
    (r"malloc\.h", r"main\.c"),
    (r"glib\.h|glib/.*", r""),
    (r"(assert|ctype|errno|float|limits|link|locale|math|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|"
     r"time|stdatomic|fcntl|getopt|unistd|dirent|signal|endian|linux/openat2|sys/\w+)\.h", r""),
]

# What must not be called, and why. The last column names the files that may.
BANNED = [
    (r"strcpy|strcat|sprintf|vsprintf|gets|strtok|alloca|stpcpy", "it knows no bound", None),
    (r"atoi|atol|atoll|atof", "it cannot say that the text is no number", None),
    (r"strtod|strtof|setlocale", "it depends on the locale", r"main\.c"),
    (r"system|popen|execvp|execlp|g_spawn_\w+", "nothing is run by a shell or a path", None),
    (r"rand|srand|random|g_random_\w+|g_rand_\w+|g_uuid_string_random",
     "a book is the same bytes each time", r"commands/new\.c|base/output_file\.c"),
    (r"time|localtime|localtime_r|gmtime|ctime|asctime|mktime|gettimeofday|g_get_real_time|"
     r"g_get_current_time|g_date_time_new_now\w*|g_date_set_time\w*", "no clock reaches a book", None),
    (r"g_file_test|g_dir_open|g_file_get_contents|g_mapped_file_new|opendir|fopen|access",
     "what is asked of the disk on the way to a book is noted (base/inputs.h)",
     r"(base|commands|epub|images|style|distribute)/.*|read/(directories|publication)\.c|"
     r"print/(hyphenate|hyphen_patterns|preset)\.c"),  # dictionaries, and Galley's own profile
    (r"setjmp|longjmp|abort|assert", "no input may end the program", None),
    (r"g_thread_\w+|g_mutex_\w+|g_async_queue_\w+",
     "threads live in base/jobs, on pthreads that ThreadSanitizer sees", None),
]
TREE_ROOMS = ("read", "markdown", "html", "enrich")
TREE_CALLS = r"xml(New|Add|Set|Unlink|Free|Replace|Copy)(?!Dict)\w*"
PARSERS = ("src/read/xml_part.c",)  # they read a file's XML by libxml2 and make no tree of it

MOST_FILE_LINES = 600
MOST_FUNCTION_LINES = 50


def tracked(*suffixes):
    run = subprocess.run(["git", "-C", str(TOP), "-c", "safe.directory=*", "ls-files", "-z"], capture_output=True, check=True)
    paths = [TOP / name for name in run.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def c_files(*directories):
    for directory in directories:
        yield from sorted(path for path in (TOP / directory).rglob("*") if path.suffix in (".c", ".h"))


def code_of(path):
    """The file without comments and without what stands in quotation marks, line for line."""
    text = path.read_text(encoding="utf-8")

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def rooms_of_cmake():
    """Room -> the rooms its galley_room line lists, and all that those see."""
    text = (TOP / "CMakeLists.txt").read_text(encoding="utf-8")
    listed = {}
    for match in re.finditer(r"^galley_room\((\w+)([^)]*)\)", text, re.M):
        words = match.group(2).split()
        rooms = words[words.index("ROOMS") + 1:] if "ROOMS" in words else []
        if "LIBRARIES" in rooms:
            rooms = rooms[:rooms.index("LIBRARIES")]
        listed[match.group(1)] = set(rooms)
    seen = {}
    for room in listed:
        seen[room] = set()
        ahead = list(listed[room])
        while ahead:
            other = ahead.pop()
            if other not in seen[room]:
                seen[room].add(other)
                ahead.extend(listed[other])
    return listed, seen


class Includes(unittest.TestCase):
    def test_rooms_are_linked_left_to_right(self):
        listed, _ = rooms_of_cmake()
        self.assertIn("base", listed)
        for room, others in listed.items():
            for other in others:
                with self.subTest(room=room, sees=other):
                    self.assertLess(RANK[other], RANK[room])

    def test_every_room_is_built(self):
        listed, _ = rooms_of_cmake()
        rooms = {path.name for path in SOURCE.iterdir() if path.is_dir()}
        self.assertEqual(rooms, set(listed))

    def test_a_room_includes_only_what_it_is_linked_with(self):
        _, seen = rooms_of_cmake()
        wrong = []
        for path in c_files("src"):
            name = path.relative_to(SOURCE).as_posix()
            room = name.split("/")[0]
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
                if not match:
                    continue
                other = match.group(1).split("/")[0]
                if not (SOURCE / match.group(1)).exists() and not match.group(1).endswith("_resource.h"):
                    wrong.append(f"{name}:{number}: {match.group(1)} is not named from src/")
                elif room == "main.c" and other not in ("commands", "base", "model", "markdown"):
                    wrong.append(f"{name}:{number}: main includes {match.group(1)}")
                elif room != "main.c" and other != room and other not in seen[room]:
                    wrong.append(f"{name}:{number}: {room} includes {match.group(1)}")
                elif match.group(1).startswith("images/worker/") and not name.startswith("images/worker/"):
                    wrong.append(f"{name}:{number}: {match.group(1)} is of another program")
        self.assertEqual(wrong, [])

    def test_each_library_has_one_home(self):
        wrong = []
        for path in c_files("src"):
            name = path.relative_to(SOURCE).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = re.match(r"\s*#\s*include\s*<([^>]+)>", line)
                if not match:
                    continue
                homes = [home for header, home in HOMES if re.fullmatch(header, match.group(1))]
                if not homes:
                    wrong.append(f"{name}:{number}: <{match.group(1)}> has no home in tests/style")
                elif not any(re.match(home, name) for home in homes):
                    wrong.append(f"{name}:{number}: <{match.group(1)}> is not at home here")
        self.assertEqual(wrong, [])


class Text(unittest.TestCase):
    def test_clang_format(self):
        files = [str(path) for path in c_files("src", "tests")]
        run = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True,
                             cwd=TOP)
        self.assertEqual(run.returncode, 0, run.stderr[:4000])

    def test_files_are_short(self):
        long = []
        for path in tracked(".c", ".h", ".def", ".py", ".css"):
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > MOST_FILE_LINES and "goldens" not in path.parts:
                long.append(f"{path.relative_to(TOP)}: {lines} lines")
        self.assertEqual(long, [])

    def test_functions_fit_on_a_screen(self):
        long = []
        for path in c_files("src"):
            start = None
            for number, line in enumerate(code_of(path).splitlines(), 1):
                if start is None and re.match(r"[A-Za-z].*\)\s*\{$|\s.*\)\s*\{$", line):
                    start, lines = number, 0
                elif line.startswith("}"):
                    if start is not None and lines > MOST_FUNCTION_LINES:
                        long.append(f"{path.relative_to(TOP)}:{start}: {lines} lines")
                    start = None
                elif not re.fullmatch(r"\s*\{.*\},", line):  # a table's rows do not count
                    lines = lines + 1 if start is not None else 0
        self.assertEqual(long, [])

    def test_files_open_with_what_they_are_for(self):
        mute = [str(path.relative_to(TOP)) for path in c_files("src")
                if not path.read_text(encoding="utf-8").startswith("/*")]
        self.assertEqual(mute, [])

    def test_nothing_is_left_for_later(self):
        later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
        found = []
        for path in tracked(".c", ".h", ".def", ".py", ".txt", ".css", ""):
            if {"goldens", "diagnostics", "fuzz"} & set(path.parts):
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            found += [f"{path.relative_to(TOP)}: {match.group()}" for match in later.finditer(text)]
        self.assertEqual(found, [])

    def test_no_machine_and_no_registry_is_named(self):
        named = re.compile(rb"/ho" rb"me/\w|/ro" rb"ot/|/wo" rb"rk/|/tmp/br" rb"ief|registry\.npm" rb"js|"
                           rb"deb\.deb" rb"ian\.org|py" rb"pi\.org|registry\.ya" rb"rnpkg|repo1?\.mav" rb"en")
        found = []
        for path in tracked():
            match = named.search(path.read_bytes())
            if match:
                found.append(f"{path.relative_to(TOP)}: {match.group().decode()}")
        self.assertEqual(found, [])


class Calls(unittest.TestCase):
    def test_banned_functions(self):
        found = []
        for path in c_files("src"):
            name = path.relative_to(SOURCE).as_posix()
            for number, line in enumerate(code_of(path).splitlines(), 1):
                for names, why, allowed in BANNED:
                    match = re.search(rf"(?<![\w.>])({names})\s*\(", line)
                    if match and not (allowed and re.search(allowed, name)):
                        found.append(f"{name}:{number}: {match.group(1)}: {why}")
        self.assertEqual(found, [])

    def test_article_trees_change_only_through_the_typed_view(self):
        found = []
        for room in TREE_ROOMS:
            for path in c_files(f"src/{room}"):
                if path.relative_to(TOP).as_posix() in PARSERS:
                    continue
                for number, line in enumerate(code_of(path).splitlines(), 1):
                    match = re.search(rf"\b{TREE_CALLS}\s*\(", line)
                    if match:
                        found.append(f"{path.relative_to(TOP)}:{number}: {match.group()}")
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
