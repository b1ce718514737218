"""What `cmake --install` and the Debian package put where, and that the program works from there."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from program import Program

BUILD = os.environ["GALLEY_BUILD"]
SOURCE = pathlib.Path(os.environ["GALLEY_SOURCE"])
INSTALLED = {
    "bin/galley", "libexec/galley/galley-images", "share/man/man1/galley.1",
    "share/bash-completion/completions/galley",
    "share/fish/vendor_completions.d/galley.fish",
    "share/galley/styles/gazette/theme.yaml", "share/galley/styles/gazette/book.css",
    "share/doc/galley/README.md", "share/doc/galley/LICENSE", "share/doc/galley/CHANGELOG.md",
}


def run(*arguments, **more):
    return subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True, encoding="utf-8",
                          timeout=120, **more)


class Installing(Program):
    def setUp(self):
        super().setUp()
        shutil.copytree(SOURCE / "issues/spring", self.here / "spring")

    def install(self, prefix):
        made = run(os.environ["GALLEY_CMAKE"], "--install", BUILD, "--prefix", prefix)
        self.assertEqual(made.returncode, 0, made.stderr)

    def assert_is_whole(self, prefix, zsh):
        files = {path.relative_to(prefix).as_posix() for path in prefix.rglob("*") if path.is_file()}
        self.assertLessEqual(INSTALLED | {f"share/zsh/{zsh}/_galley"}, files)
        themes = {path.name for path in (SOURCE / "styles").iterdir() if (path / "theme.yaml").is_file()}
        self.assertEqual({path.name for path in (prefix / "share/galley/styles").iterdir()}, themes)

    def assert_works(self, program):
        """It makes the very book that the program in its build directory makes."""
        self.assertEqual(self.galley("build", "-q", "-o", "there", "spring").returncode, 0)
        made = run(program, "build", "-q", "-o", "here", "spring", cwd=self.here)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual((self.here / "here/spring.epub").read_bytes(), (self.here / "there/spring.epub").read_bytes())

    def test_prefix(self):
        prefix = self.here / "prefix"
        self.install(prefix)
        self.assert_is_whole(prefix, "site-functions")
        self.assert_works(prefix / "bin/galley")

    def test_themes_are_those_of_the_prefix_wherever_it_is_moved(self):
        self.install(self.here / "prefix")
        moved = self.here / "moved"
        (self.here / "prefix").rename(moved)
        program = moved / "bin/galley"
        self.assert_works(program)
        shutil.move(moved / "share/galley/styles/gazette", moved / "share/galley/styles/herald")
        made = run(program, "check", "--theme", "herald", "spring", cwd=self.here)
        self.assertEqual(made.returncode, 0, made.stdout)
        made = run(program, "check", "--theme", "gazette", "spring", cwd=self.here)
        self.assertEqual(made.returncode, 1)
        self.assertRegex(made.stdout, "there is .*herald")

    @unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "there is no dpkg-dev")
    def test_debian_package(self):
        cpack = pathlib.Path(os.environ["GALLEY_CMAKE"]).with_name("cpack")
        made = run(cpack, "--config", f"{BUILD}/CPackConfig.cmake", "-B", self.here / "deb")
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        [package] = (self.here / "deb").glob("*.deb")
        depends = run("dpkg-deb", "--field", package, "Depends").stdout
        for library in ("libc6", "libglib2.0-0", "libxml2", "libzip4", "libvips42", "libpangocairo-1.0-0"):
            self.assertRegex(depends, rf"(^|, ){re.escape(library)}\b")
        made = run("dpkg-deb", "--extract", package, self.here / "root")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assert_is_whole(self.here / "root/usr", "vendor-completions")
        self.assert_works(self.here / "root/usr/bin/galley")


if __name__ == "__main__":
    unittest.main()
