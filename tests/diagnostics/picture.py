"""Pictures for the recipes of cases, made without a picture program."""
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, colour_type=0, before=b""):
    """Eight bits a sample, all of them zero."""
    samples = {0: 1, 2: 3, 4: 2, 6: 4}[colour_type]
    rows = zlib.compress((b"\0" + bytes(width * samples)) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
