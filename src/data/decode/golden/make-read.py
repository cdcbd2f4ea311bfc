"""Writes read.json: pictures, and what the Python of an exported model's README (core/export/python-read.ts) makes of them, in base64.

    pip install pillow==13.0.0 numpy==2.4.6 && python make-read.py
"""

import base64
import hashlib
import io
import json
import re
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

here = Path(__file__).parent
source = (here / "../../core/export/python-read.ts").read_text()
text = re.search(r"cover: \(size\) => `(def read.*?)`,", source, re.S).group(1)
exec(text.replace("${size}", "32"))
draw = np.random.default_rng(1)


def picture(width, height, channels=3):
    """Smooth colours with fine lines and an edge."""
    small = draw.integers(0, 255, (5, 7, channels), np.uint8)
    image = np.asarray(Image.fromarray(small).resize((width, height), Image.BICUBIC)).copy()
    image[:, :: max(2, width // 9)] //= 2
    image[height // 3 : height // 3 + 2] = 240
    return Image.fromarray(image)


def encoded(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


turned = Image.Exif()
turned[0x0112] = 6
cases = {
    "enlarged, nearly square": (encoded(picture(28, 31), "png"), 64),
    "enlarged, high": (encoded(picture(20, 57), "png"), 48),
    "enlarged a little, wide": (encoded(picture(90, 60), "png"), 61),
    "as it is": (encoded(picture(32, 32), "png"), 32),
    "shrunk, odd sides": (encoded(picture(131, 97), "png"), 40),
    "shrunk much": (encoded(picture(401, 299), "png"), 24),
    "strip": (encoded(picture(700, 12), "png"), 32),
    "JPEG, shrunk while it is read": (encoded(picture(420, 315), "jpeg", quality=90), 40),
    "JPEG, turned": (encoded(picture(120, 90), "jpeg", quality=90, exif=turned), 48),
    "transparent": (encoded(picture(75, 64, 4), "png"), 40),
    "palette": (encoded(picture(80, 64).quantize(24), "png"), 50),
}
files = []
for name, (data, size) in cases.items():
    pixels = read(io.BytesIO(data), size)
    files.append({
        "name": name, "size": size, "file": base64.b64encode(data).decode(), "pixels": base64.b64encode(pixels.tobytes()).decode(),
    })
(here / "read.json").write_text(json.dumps({"python": hashlib.sha256(text.encode()).hexdigest(), "files": files}, indent=1) + "\n")
