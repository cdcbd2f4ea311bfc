"""Writes bmp.json: BMP files of every depth and coding, and the RGB that Pillow (13.0.0) reads from them, in base64.

    pip install pillow==13.0.0 && python make-bmp.py
"""

import base64
import io
import json
import random
import struct
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 13, 9
draw = random.Random(1)


def palette(count):
    return b"".join(bytes([draw.randrange(256) for _ in range(3)] + [0]) for _ in range(count))


def bmp(bits, rows, colours=b"", compression=0, masks=b"", height=HEIGHT):
    offset = 14 + 40 + len(masks) + len(colours)
    info = struct.pack("<IiiHHIIiiII", 40, WIDTH, height, 1, bits, compression, len(rows), 0, 0, len(colours) // 4, 0)
    return b"BM" + struct.pack("<IHHI", offset + len(rows), 0, 0, offset) + info + masks + colours + rows


def random_rows(bits):
    stride = (WIDTH * bits + 31) // 32 * 4
    return bytes(draw.randrange(256) for _ in range(stride * HEIGHT))


def rle8():
    rows = b""
    for y in range(HEIGHT):
        if y == 4:
            rows += bytes([0, 2, 3, 0, 5, y, 0, 0])  # three pixels left out, five of one colour, the rest left out
        elif y % 2:
            rows += bytes([5, y, 8, 200 + y, 0, 0])
        else:
            rows += bytes([0, 7]) + bytes(range(y, y + 7)) + b"\0" + bytes([6, 99, 0, 0])
    return rows + bytes([0, 1])


def rle4():
    rows = b""
    for y in range(HEIGHT):
        if y % 2:
            rows += bytes([6, 0x3C, 7, 0x10 * (y % 16) + 5, 0, 0])
        else:
            rows += bytes([0, 5, 0x12, 0x34, 0x50, 0]) + bytes([8, 0xA7, 0, 0])
    return rows + bytes([0, 1])


def core_header():
    """The 12-byte header of OS/2, with three bytes a colour."""
    colours = b"".join(bytes(draw.randrange(256) for _ in range(3)) for _ in range(16))
    offset = 14 + 12 + len(colours)
    rows = random_rows(4)
    info = struct.pack("<IHHHH", 12, WIDTH, HEIGHT, 1, 4)
    return b"BM" + struct.pack("<IHHI", offset + len(rows), 0, 0, offset) + info + colours + rows


def by_pillow(mode):
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.putdata([tuple(draw.randrange(256) for _ in range(3)) for _ in range(WIDTH * HEIGHT)])
    file = io.BytesIO()
    (image.quantize(16) if mode == "P" else image.convert(mode)).save(file, "BMP")
    return file.getvalue()


masks565 = struct.pack("<III", 0xF800, 0x07E0, 0x001F)
masks888 = struct.pack("<III", 0xFF0000, 0xFF00, 0xFF)
files = {
    "1 bit": bmp(1, random_rows(1), palette(2)),
    "4 bit": bmp(4, random_rows(4), palette(16)),
    "8 bit": bmp(8, random_rows(8), palette(256)),
    "4 bit, OS/2": core_header(),
    "16 bit": bmp(16, random_rows(16)),
    "16 bit, 5-6-5": bmp(16, random_rows(16), compression=3, masks=masks565),
    "24 bit": bmp(24, random_rows(24)),
    "24 bit, top row first": bmp(24, random_rows(24), height=-HEIGHT),
    "32 bit": bmp(32, random_rows(32)),
    "32 bit with masks": bmp(32, random_rows(32), compression=3, masks=masks888),
    "8 bit, run lengths": bmp(8, rle8(), palette(256), compression=1),
    "4 bit, run lengths": bmp(4, rle4(), palette(16), compression=2),
    "by Pillow, RGB": by_pillow("RGB"),
    "by Pillow, RGBA": by_pillow("RGBA"),
    "by Pillow, grey": by_pillow("L"),
    "by Pillow, black and white": by_pillow("1"),
    "by Pillow, palette": by_pillow("P"),
}
cases = [
    {
        "name": name,
        "file": base64.b64encode(data).decode(),
        "rgb": base64.b64encode(Image.open(io.BytesIO(data)).convert("RGB").tobytes()).decode(),
    }
    for name, data in files.items()
]
text = json.dumps({"width": WIDTH, "height": HEIGHT, "cases": cases}, indent=2)
(Path(__file__).parent / "bmp.json").write_text(text + "\n")
