"""Writes cases.json and pixels.bin.gz: what Pillow (13.0.0) makes of three small images, op by op.

    pip install pillow==13.0.0 && python make.py

pixels.bin holds the three images, then the result of each case, uint8 [size, size, 3].
"""

import gzip
import json
import random
from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

here = Path(__file__).parent
GREY = (128, 128, 128)


def colourful(size):
    draw = random.Random(1)
    return [
        tuple(max(0, min(255, v + draw.randint(-40, 40))) for v in (x * 9, y * 9, (x * y) % 256))
        for y in range(size)
        for x in range(size)
    ]


def grey(size):
    draw = random.Random(2)
    return [
        (v, v, v)
        for y in range(size)
        for x in range(size)
        for v in [0 if x < 3 or y > 13 else draw.choice([0, 20, 127, 128, 200, 255])]
    ]


def narrow(size):
    draw = random.Random(3)
    return [(draw.randint(90, 140), draw.randint(100, 104), 77) for _ in range(size * size)]


images = []
for size, pixels in ((28, colourful(28)), (16, grey(16)), (17, narrow(17))):
    image = Image.new("RGB", (size, size))
    image.putdata(pixels)
    images.append(image)


def affine(*matrix):
    return lambda image: image.transform(
        image.size, Image.AFFINE, matrix, resample=Image.NEAREST, fillcolor=GREY
    )


def solarize_add(addition):
    return lambda image: image.point([min(255, v + addition) if v < 128 else v for v in range(256)] * 3)


ops = [("autoContrast", None, ImageOps.autocontrast), ("equalize", None, ImageOps.equalize)]
ops += [("invert", None, ImageOps.invert)]
ops += [("posterize", bits, lambda image, bits=bits: ImageOps.posterize(image, bits)) for bits in (1, 3, 8)]
ops += [("solarize", at, lambda image, at=at: ImageOps.solarize(image, at)) for at in (0, 128, 256)]
ops += [("solarizeAdd", add, solarize_add(add)) for add in (0, 55, 255)]
for name in ("Color", "Contrast", "Brightness", "Sharpness"):
    enhance = getattr(ImageEnhance, name)
    for factor in (0, 0.1, 0.64, 1, 1.9, 4.96):
        ops.append((name.lower(), factor, lambda image, e=enhance, f=factor: e(image).enhance(f)))
for degrees in (0, 9, -15, 30, 81, -81, 90, 180):
    ops.append(("rotate", degrees, lambda image, d=degrees: image.rotate(d, fillcolor=GREY)))
for share in (0, 0.09, -0.3, 0.81):
    ops.append(("shearX", share, affine(1, share, 0, 0, 1, 0)))
    ops.append(("shearY", share, affine(1, 0, 0, share, 1, 0)))
for pixels in (0, 1, -3.75, 0.5, -0.5, 6.25, 40):
    ops.append(("translateX", pixels, affine(1, 0, pixels, 0, 1, 0)))
    ops.append(("translateY", pixels, affine(1, 0, 0, 0, 1, pixels)))

cases = [{"op": name, "value": value, "image": i} for name, value, _ in ops for i in range(len(images))]
results = [make(image) for _, _, make in ops for image in images]
data = b"".join(image.tobytes() for image in images + results)
with open(here / "pixels.bin.gz", "wb") as file:
    file.write(gzip.compress(data, 9, mtime=0))
rows = ",\n".join("    " + json.dumps(case).replace("{", "{ ").replace("}", " }") for case in cases)
sizes = ", ".join(str(image.width) for image in images)
(here / "cases.json").write_text(f'{{\n  "sizes": [{sizes}],\n  "cases": [\n{rows}\n  ]\n}}\n')
