"""Writes levels.tsv: what Pillow (13.0.0) makes of four images with each operation of RandAugment at the
magnitudes and sizes of the released code.

    pip install pillow==13.0.0 && python make-levels.py

The formulas from magnitude to amount are written here a second time, from the released code, and not taken from ../ops.ts.
An image is a formula (`pixel` below), so nothing but a fingerprint of each result is stored: a line with the operation, the size,
the level, what was drawn (a sign, or Cutout's centre), the first half of SHA-256, the mean of each channel in
thousandths (rounded down) and the number of pixels that are the fill grey.
"""

import hashlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

GREY = (128, 128, 128)
SIZES = (32, 224, 475, 600)
LEVELS = (5, 9, 15, 27)


def pixel(x, y, size):
    """Smooth colours with grain: whole numbers alone, so that any language computes the same."""
    grain = (x * 31 + y * 17 + x * y * 7) % 61
    return (
        (x * 200 // size + grain) % 256,
        (y * 180 // size + 40 + grain // 2) % 256,
        ((x + y) * 120 // size + grain // 3) % 256,
    )


def picture(size):
    image = Image.new("RGB", (size, size))
    image.putdata([pixel(x, y, size) for y in range(size) for x in range(size)])
    return image


def affine(image, *matrix):
    return image.transform(image.size, Image.AFFINE, matrix, resample=Image.NEAREST, fillcolor=GREY)


def solarize_add(image, addition, threshold=128):
    return image.point([min(255, v + addition) if v < threshold else v for v in range(256)] * 3)


def cutout(image, half, centre_x, centre_y):
    result = image.copy()
    size = image.width
    left, right = max(0, centre_x - half), min(size, centre_x + half)
    top, bottom = max(0, centre_y - half), min(size, centre_y + half)
    ImageDraw.Draw(result).rectangle((left, top, right - 1, bottom - 1), fill=GREY)
    return result


def enhanced(kind):
    return lambda image, level: kind(image).enhance(level / 10 * 1.8 + 0.1)


def translate_const(size):
    return size // 8 if size == 32 else 100


def cutout_const(size):
    return size // 8 if size == 32 else 40


OPS = {
    "AutoContrast": lambda image, level: ImageOps.autocontrast(image),
    "Equalize": lambda image, level: ImageOps.equalize(image),
    "Invert": lambda image, level: ImageOps.invert(image),
    "Posterize": lambda image, level: ImageOps.posterize(image, min(8, int(level / 10 * 4))),
    "Solarize": lambda image, level: ImageOps.solarize(image, int(level / 10 * 256)),
    "SolarizeAdd": lambda image, level: solarize_add(image, int(level / 10 * 110)),
    "Color": enhanced(ImageEnhance.Color),
    "Contrast": enhanced(ImageEnhance.Contrast),
    "Brightness": enhanced(ImageEnhance.Brightness),
    "Sharpness": enhanced(ImageEnhance.Sharpness),
}
SIGNED = {
    "Rotate": lambda image, level, sign: image.rotate(sign * level / 10 * 30, fillcolor=GREY),
    "ShearX": lambda image, level, sign: affine(image, 1, sign * level / 10 * 0.3, 0, 0, 1, 0),
    "ShearY": lambda image, level, sign: affine(image, 1, 0, 0, sign * level / 10 * 0.3, 1, 0),
    "TranslateX": lambda image, level, sign: affine(
        image, 1, 0, sign * level / 10 * translate_const(image.width), 0, 1, 0
    ),
    "TranslateY": lambda image, level, sign: affine(
        image, 1, 0, 0, 0, 1, sign * level / 10 * translate_const(image.width)
    ),
}
CENTRES = ((0.5, 0.5), (0.1, 0.9))


def line(name, level, drawn, image):
    data = image.tobytes()
    pixels = len(data) // 3
    means = " ".join(str(sum(data[c::3]) * 1000 // pixels) for c in range(3))
    grey = sum(data[i : i + 3] == bytes(GREY) for i in range(0, len(data), 3))
    sha = hashlib.sha256(data).hexdigest()[:32]
    return "\t".join([name, str(image.width), str(level), drawn, sha, means, str(grey)])



def main():
    lines = []
    for size in SIZES:
        image = picture(size)
        lines.append(line("none", 0, "", image))
        for level in LEVELS:
            for name, make in OPS.items():
                lines.append(line(name, level, "", make(image, level)))
            for name, make in SIGNED.items():
                for sign in (-1, 1):
                    lines.append(line(name, level, str(sign), make(image, level, sign)))
            for share_x, share_y in CENTRES:
                x, y = int(size * share_x), int(size * share_y)
                half = int(level / 10 * cutout_const(size))
                lines.append(line("Cutout", level, f"{x} {y}", cutout(image, half, x, y)))

    Path(__file__).with_name("levels.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
