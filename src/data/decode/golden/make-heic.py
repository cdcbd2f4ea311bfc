#!/usr/bin/env python3
"""Two small HEIC files with the picture of `images.fixture.ts`; nothing in the project can encode HEVC.

usage: make-heic.py      (needs: pip install pillow numpy pillow-heif)
"""
import pathlib
import numpy as np
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
width, height = 64, 48
x, y = np.meshgrid(np.arange(width), np.arange(height))
pixels = np.stack([np.round(200 * x / width), np.round(200 * y / height), np.where(x * 3 < width, 220, 60)], -1).astype(np.uint8)
here = pathlib.Path(__file__).parent
Image.fromarray(pixels).save(here / "plain.heic", quality=90)
pillow_heif.options.SAVE_HDR_TO_12_BIT = False
pillow_heif.encode("RGB;16", (width, height), (pixels.astype(np.uint16) * 257).tobytes(), here / "ten-bit.heic", quality=90)
