"""Writes crops.tsv: what Pillow makes of parts of a picture, and which parts timm draws.

    pip install pillow==13.0.0 timm==1.0.31 && python make-crops.py

A line "resize": side of the picture, the box (left, top, width, height), the new size, the kernel, whether it is mirrored, and the
fingerprint of make-levels.py. A line "box": side, least area, least ratio, the draws (0 to 1) that stand in for the random numbers, and
the box that timm's RandomResizedCropAndInterpolation takes.
"""

import importlib.util
import random
from pathlib import Path

from PIL import Image, ImageOps
from timm.data.transforms import RandomResizedCropAndInterpolation

here = Path(__file__).parent
spec = importlib.util.spec_from_file_location("levels", here / "make-levels.py")
levels = importlib.util.module_from_spec(spec)
spec.loader.exec_module(levels)

KERNELS = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
SIZES = ((42, 32), (32, 32), (291, 224), (618, 475), (224, 475))


def boxes(side, size):
    """All of it, parts larger and smaller than the result, tall, wide, at each edge, of one pixel."""
    part = lambda share: max(1, int(side * share))
    yield 0, 0, side, side
    yield part(0.1), part(0.05), part(0.8), part(0.8)
    yield side - part(0.3), side - part(0.3), part(0.3), part(0.3)
    yield 0, part(0.2), part(0.55), part(0.73)
    yield part(0.12), side - part(0.4), part(0.53), part(0.4)
    yield side // 2, side // 3, 1, 1
    if side >= size:
        yield side - size, 0, size, size
        # On both sides of where Pillow begins with the rows: twice as many rows go as columns.
        gone = side - size
        for columns in (-gone // 2, gone // 2 - 1, gone // 2, gone):
            yield 0, 0, size + columns, side


def resizes():
    for side, size in SIZES:
        picture = levels.picture(side)
        for left, top, width, height in boxes(side, size):
            cut = picture.crop((left, top, left + width, top + height))
            for name, kernel in KERNELS.items():
                for mirror in (0, 1):
                    out = cut.resize((size, size), kernel)
                    out = ImageOps.mirror(out) if mirror else out
                    what = f"{side} {left} {top} {width} {height} {size} {name} {mirror}"
                    yield "resize\t" + levels.line(what, 0, "", out)


class Draws:
    """Stands in for Python's random numbers."""

    def __init__(self, draws):
        self.left = list(draws)

    def uniform(self, low, high):
        return low + (high - low) * self.left.pop(0)

    def randint(self, low, high):
        return low + int(self.left.pop(0) * (high - low + 1))


def drawn_boxes():
    source = random.Random(15)
    for side in (32, 42, 291, 618):
        picture = Image.new("RGB", (side, side))
        for area, ratio in ((0.08, 0.75), (0.35, 0.75), (0.9, 0.75), (1.0, 0.5)):
            for _ in range(6):
                draws = [source.randrange(2**32) / 2**32 for _ in range(24)]
                fed = Draws(draws)
                kept = random.uniform, random.randint
                random.uniform, random.randint = fed.uniform, fed.randint
                try:
                    top, left, height, width = RandomResizedCropAndInterpolation.get_params(
                        picture, (area, 1.0), (ratio, 1 / ratio)
                    )
                finally:
                    random.uniform, random.randint = kept
                used = draws[: len(draws) - len(fed.left)]
                numbers = " ".join(repr(each) for each in used)
                yield f"box\t{side}\t{area}\t{ratio}\t{numbers}\t{left} {top} {width} {height}"


(here / "crops.tsv").write_text("\n".join([*resizes(), *drawn_boxes()]) + "\n")
