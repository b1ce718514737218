"""Runs clang-tidy over src/, two files at a time:  tidy.py SOURCE BUILD

A file that was clean is not looked at again until it, a header or .clang-tidy changes; what is known
to be clean is kept in BUILD/tidy.
"""
import concurrent.futures
import hashlib
import json
import pathlib
import subprocess
import sys

source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])


def digest(paths):
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def shared_digest():
    shared = [source / ".clang-tidy"]
    shared += sorted(path for path in (source / "src").rglob("*") if path.suffix in (".h", ".def"))
    return digest(shared)


def tidy(path):
    run = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), str(path)], capture_output=True, text=True)
    return path, run.returncode, run.stdout + (run.stderr if run.returncode else "")


def main():
    if not (build / "compile_commands.json").exists():
        sys.exit(f"{build} has no compile_commands.json")
    known = {entry["file"] for entry in json.loads((build / "compile_commands.json").read_text())}
    files = sorted(path for path in (source / "src").rglob("*.c") if str(path) in known)
    if not files:
        sys.exit("no file of src/ is compiled")
    clean = build / "tidy"
    clean.mkdir(exist_ok=True)
    shared = shared_digest()
    marks = {path: clean / f"{path.stem}-{digest([path])[:16]}-{shared[:16]}" for path in files}
    wanted = [path for path in files if not marks[path].exists()]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path, status, text in pool.map(tidy, wanted):
            if status == 0:
                marks[path].touch()
            else:
                failed += 1
                print(f"-- {path.relative_to(source)}\n{text}", flush=True)
    print(f"{len(files)} files, {len(wanted)} looked at, {failed} to mend")
    sys.exit(1 if failed else 0)


main()
