"""Pictures for the recipes of cases, made without a picture program."""
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_rows(width, height, rows, colour_type=0, before=b""):
    """Eight bits a sample, from what zlib made of its rows."""
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def png(width, height, colour_type=0, before=b""):
    """Eight bits a sample, all of them zero."""
    samples = {0: 1, 2: 3, 4: 2, 6: 4}[colour_type]
    rows = zlib.compress((b"\0" + bytes(width * samples)) * height, 9)
    return png_of_rows(width, height, rows, colour_type, before)


def cmyk_tiff(width, height):
    """Four samples of eight bits, as a print shop wants them, and not packed."""
    pixels = bytes((200, 30, 10, 40)) * (width * height)
    bits_at = 8 + 2 + 9 * 12 + 4
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 4, bits_at), (259, 3, 1, 1), (262, 3, 1, 5),
               (273, 4, 1, bits_at + 8), (277, 3, 1, 4), (278, 4, 1, height), (279, 4, 1, len(pixels))]
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return (b"II*\0" + struct.pack("<IH", 8, len(entries)) + directory + struct.pack("<I", 0) +
            struct.pack("<4H", 8, 8, 8, 8) + pixels)
