"""Writes made-up pictures and what Pillow and timm make of them: python augment_peer.py FOLDER SEED. Reads the formulas of the released
code from src/data/augment/golden/make-levels.py. A line of cases.tsv: what, size, how, input file, output file.
"""

import importlib.util
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from timm.data.transforms import RandomResizedCropAndInterpolation

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
golden = Path(__file__).parents[2] / "src/data/augment/golden/make-levels.py"
spec = importlib.util.spec_from_file_location("levels", golden)
levels = importlib.util.module_from_spec(spec)
spec.loader.exec_module(levels)
rng = np.random.default_rng(seed)
KERNELS = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
lines = []


def photograph(side):
    """Blurred blobs with grain: smooth like a photograph, other values at each call."""
    small = Image.fromarray(rng.integers(0, 256, (9, 9, 3), dtype=np.uint8))
    smooth = np.asarray(small.resize((side, side), Image.Resampling.BICUBIC), dtype=np.int16)
    return Image.fromarray(np.clip(smooth + rng.integers(-12, 13, smooth.shape), 0, 255).astype(np.uint8))


def keep(what, size, how, before, after):
    number = len(lines)
    for name, image in (("in", before), ("out", after)):
        (folder / f"{number}.{name}").write_bytes(image.tobytes())
    lines.append("\t".join([what, str(size), how, f"{number}.in", f"{number}.out"]))


class Draws:
    """Stands in for Python's random numbers and remembers them."""

    def __init__(self):
        self.drawn = []

    def next(self):
        self.drawn.append(int(rng.integers(2**32)) / 2**32)
        return self.drawn[-1]

    def uniform(self, low, high):
        return low + (high - low) * self.next()

    def randint(self, low, high):
        return low + int(self.next() * (high - low + 1))


def crop(side, size, area, ratio, kernel):
    image, draws = photograph(side), Draws()
    made = RandomResizedCropAndInterpolation(size, (area, 1.0), (ratio, 1 / ratio), kernel)
    kept = random.uniform, random.randint
    random.uniform, random.randint = draws.uniform, draws.randint
    try:
        result = made(image)
    finally:
        random.uniform, random.randint = kept
    mirror = bool(rng.integers(2))
    result = ImageOps.mirror(result) if mirror else result
    numbers = " ".join(map(repr, draws.drawn))
    keep("random resized crop", size, f"{side} {area} {ratio} {kernel} {int(mirror)} {numbers}", image, result)


for side, size in ((42, 32), (291, 224), (618, 475), (32, 224)):
    for area in (0.08, 0.35, 0.9):
        for kernel in KERNELS:
            for _ in range(4):
                crop(side, size, area, 0.75, kernel)

for size in (32, 224, 475):
    for level in (3, 5, 9, 15, 27):
        image = photograph(size)
        for name, make in levels.OPS.items():
            keep(name, size, f"{level}", image, make(image, level))
        for name, make in levels.SIGNED.items():
            for sign in (-1, 1):
                keep(name, size, f"{level} {sign}", image, make(image, level, sign))
        x, y = (int(each) for each in rng.integers(size, size=2))
        half = int(level / 10 * levels.cutout_const(size))
        keep("Cutout", size, f"{level} {x} {y}", image, levels.cutout(image, half, x, y))

(folder / "cases.tsv").write_text("\n".join(lines) + "\n")
