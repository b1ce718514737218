"""An issue of twenty articles with a phone's photo each (24 megapixels, some 8 MB, lying on its side, with EXIF),
and the same issue without photos. Made with ImageMagick and exiftool, once: it takes a while."""
import pathlib
import shutil
import subprocess

PHOTOS = 20
SIZE = "6000x4000"


def generate_photo(path, number, ground):
    subprocess.run(["convert", ground, "-roll", f"+{number * 283}+{number * 191}", "-attenuate", "0.45", "-seed", str(number),
                    "+noise", "Gaussian", "-quality", "89", path], check=True)
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", "-Make=Bench", "-GPSLatitude=51.5",
                    "-GPSLatitudeRef=N", "-GPSLongitude=0.1", "-GPSLongitudeRef=W", path], check=True)


def generate_issues(home):
    """The directories of the issue with photos and of the one without, both whole or made anew."""
    photos, plain, whole = home / "photos", home / "no-photos", home / "photos-are-whole"
    if whole.exists():
        return photos, plain
    for directory in (photos, plain):
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        (directory / "issue.yaml").write_text("title: Photos\nlanguage: en\ndate: 2026-03-01\n", encoding="utf-8")
    ground = home / "ground.png"
    subprocess.run(["convert", "-seed", "7", "-size", SIZE, "plasma:fractal", ground], check=True)
    for number in range(PHOTOS):
        words = f"# Photo {number}\n\n" + "The boat came in with the tide, and the quay was full.\n" * 20
        picture = f"\n![A boat, {number}](boat-{number:02}.jpg)\n"
        (plain / f"{number:02}-photo.md").write_text(words, encoding="utf-8")
        (photos / f"{number:02}-photo.md").write_text(words + picture, encoding="utf-8")
        generate_photo(photos / f"boat-{number:02}.jpg", number, ground)
    ground.unlink()
    whole.write_text("", encoding="utf-8")
    return photos, plain


if __name__ == "__main__":
    import sys
    print(*generate_issues(pathlib.Path(sys.argv[1])))
