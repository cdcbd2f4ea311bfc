"""
Writes image-issues.json: what CleanVision and scikit-image find in small made-up pictures, and CleanVision in made-up sizes.

    python -m pip install numpy==2.4.6 pillow==13.0.0 cleanvision==0.3.7 pandas==3.1.1 scikit-image==0.26.0
    python src/core/image-issues/golden/image_issues.py
"""

import base64
import json
from pathlib import Path

import numpy as np
import pandas as pd
from PIL import Image
from skimage.measure import blur_effect
from cleanvision.issue_managers.image_property import (
    BrightnessProperty,
    EntropyProperty,
    SizeProperty,
)

rng = np.random.default_rng(5)


def smooth(picture, times):
    for _ in range(times):
        picture = (picture + np.roll(picture, 1, 0) + np.roll(picture, 1, 1)) / 3
    return picture


def smooth_lines(picture):
    return sum(np.roll(picture, shift, 1) for shift in range(9)) / 9


def pictures():
    height, width = 21, 30
    noise = rng.uniform(0, 255, (height, width, 3))
    ramp = np.linspace(0, 255, width)[None, :, None] * np.ones((height, 1, 3))
    yield "noise", noise
    yield "ramp", ramp
    yield "dark", noise * 0.2
    yield "light", 255 - noise * 0.02
    yield "smooth", smooth(noise, 9)
    yield "one colour", np.ones((height, width, 3)) * [200, 30, 90]
    yield "black", np.zeros((height, width, 3))
    yield "halves", np.where(np.arange(width)[None, :, None] < 11, 20, 240) * np.ones((height, 1, 3))
    yield "a pixel", np.full((1, 1, 3), 128)
    yield "a line", noise[:1]
    yield "tall", smooth(rng.uniform(0, 255, (64, 40, 3)), 2)
    yield "blurred along one axis", smooth_lines(smooth_lines(rng.uniform(0, 255, (30, 40, 3))))


def of(prop, raw, issue, **settings):
    frame = pd.DataFrame([raw]).astype(float)
    return float(prop.get_scores(frame, issue, **settings).iloc[0, 0])


def blur(grey):
    """scikit-image's, without axes along which nothing changes."""
    inner = grey[2:-1, 2:-1]
    axes = [axis for axis in (0, 1) if np.abs(np.diff(inner, axis=axis)).max() > 0]
    effects = blur_effect(grey, reduce_func=None)
    return max((effects[axis] for axis in axes), default=0)


def scores(image):
    dark, light = BrightnessProperty("dark"), BrightnessProperty("light")
    entropy = EntropyProperty()
    grey = np.asarray(image.convert("L")) / 255
    return {
        "dark": of(dark, dark.calculate(image), "dark"),
        "light": of(light, light.calculate(image), "light"),
        "blurry": 1 - blur(grey) if min(grey.shape) >= 4 else 1,
        "low-information": of(
            entropy, entropy.calculate(image), "low_information", normalizing_factor=0.1
        ),
    }


def sized(sizes):
    prop = SizeProperty()
    raw = pd.DataFrame({"size": [np.sqrt(w) * np.sqrt(h) for w, h in sizes]})
    found = prop.get_scores(raw, "odd_size", iqr_factor=3.0)
    odd = prop.mark_issue(found, "odd_size")
    return {
        "sizes": sizes,
        "scores": found.iloc[:, 0].tolist(),
        "odd": odd.iloc[:, 0].astype(bool).tolist(),
    }


cases = []
for name, values in pictures():
    array = np.clip(np.round(values), 0, 255).astype(np.uint8)
    cases.append(
        {
            "name": name,
            "width": array.shape[1],
            "height": array.shape[0],
            "pixels": base64.b64encode(array.tobytes()).decode(),
            "scores": scores(Image.fromarray(array)),
        }
    )
mixed = [[int(w), int(h)] for w, h in rng.integers(200, 420, (30, 2))] + [[20, 30], [4000, 3000]]
same = [[28, 28]] * 9 + [[32, 28], [280, 28]]
Path(__file__).with_name("image-issues.json").write_text(
    json.dumps({"pictures": cases, "sizes": [sized(mixed), sized(same)]}, indent=1) + "\n"
)
