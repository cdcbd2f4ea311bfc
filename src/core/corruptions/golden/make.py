"""
Writes cases.json: what NumPy, SciPy, scikit-image, OpenCV and Pillow make of a drawn picture under each corruption of Hendrycks and
Dietterich 2019 with the published parameters, at 32, 64 and 224 pixels. Of corruptions without chance the mean of each channel and single
pixels; of the others how bright, how uneven and how far from the picture they are on the mean of several draws, and how much draws differ.
Frost is left out: the authors' photographs are not ours to give on. Motion blur follows ImageMagick's kernel.

    python -m pip install numpy==2.4.6 scipy==1.17.1 scikit-image==0.26.0 opencv-python-headless==5.0.0.93 pillow==13.0.0
    python src/core/corruptions/golden/make.py
"""

import io
import json
import math
from pathlib import Path

import cv2
import numpy as np
import scipy.ndimage as ndi
from PIL import Image
from skimage.color import hsv2rgb, rgb2hsv
from skimage.filters import gaussian
from skimage.util import random_noise

rng = np.random.default_rng(17)


def picture(size):
    """The same as `picture` of the test: waves of three lengths, a disk and a dark bar."""
    y, x = np.mgrid[0:size, 0:size] / size
    image = np.stack(
        [
            0.5 + 0.4 * np.sin(9 * x + 3 * y),
            0.45 + 0.3 * np.cos(7 * y - 2 * x),
            0.5 + 0.25 * np.sin(25 * x * y),
        ],
        -1,
    )
    image[(x - 0.4) ** 2 + (y - 0.55) ** 2 < 0.06] = (0.9, 0.7, 0.2)
    image[(x > 0.7) & (x < 0.8)] = (0.1, 0.15, 0.12)
    return np.uint8(np.floor(image * 255 + 0.5))


def spread_noise(image, c):
    return image / 255 + rng.normal(scale=c, size=image.shape)


def shot(image, c):
    return rng.poisson(image / 255 * c) / c


def impulse(image, c):
    return random_noise(image / 255, mode="s&p", amount=c, rng=rng)


def speckle(image, c):
    return image / 255 * (1 + rng.normal(scale=c, size=image.shape))


def defocus(image, c):
    radius, edge = c
    half, side = (8, 3) if radius <= 8 else (int(radius), 5)
    y, x = np.mgrid[-half : half + 1, -half : half + 1]
    kernel = (x**2 + y**2 <= radius**2).astype(np.float32)
    kernel = cv2.GaussianBlur(kernel / kernel.sum(), (side, side), sigmaX=edge)
    return cv2.filter2D(image / 255, -1, kernel)


def blur(image, c):
    return gaussian(image / 255, sigma=c, channel_axis=-1)


def glass(image, c):
    sigma, reach, rounds = c
    size = len(image)
    mixed = np.uint8(gaussian(image / 255, sigma=sigma, channel_axis=-1) * 255)
    for _ in range(rounds):
        for row in range(size - reach, reach, -1):
            for column in range(size - reach, reach, -1):
                dx, dy = rng.integers(-reach, reach, 2)
                mixed[row, column] = mixed[row + dy, column + dx]
    return gaussian(mixed / 255, sigma=sigma, channel_axis=-1)


def along(image, radius, sigma, angle):
    width = 2 * math.ceil(radius) + 1
    kernel = np.exp(-np.arange(width) ** 2 / (2 * sigma**2))
    kernel /= kernel.sum()
    angle = math.radians(angle)
    padded = np.pad(image, [(width, width), (width, width)] + [(0, 0)] * (image.ndim - 2), mode="edge")
    out = np.zeros(image.shape)
    for i, weight in enumerate(kernel):
        dx, dy = (math.ceil(i * f(angle) - 0.5) for f in (math.cos, math.sin))
        out += weight * padded[width + dy : width + dy + len(image), width + dx : width + dx + len(image)]
    return out


def motion(image, c):
    return along(image / 255, *c, rng.uniform(-45, 45))


def larger(image, factor):
    size = len(image)
    part = math.ceil(size / factor)
    top = (size - part) // 2
    zoomed = ndi.zoom(image[top : top + part, top : top + part], (factor, factor, 1), order=1)
    cut = (len(zoomed) - size) // 2
    return zoomed[cut : cut + size, cut : cut + size]


def zoom(image, c):
    clean = image / 255
    zooms = np.arange(1, *c)
    return (clean + sum(larger(clean, factor) for factor in zooms)) / (len(zooms) + 1)


def snow(image, c):
    mean, deviation, flake, least, radius, sigma, own = c
    clean = image / 255
    layer = larger(rng.normal(mean, deviation, image.shape[:2])[..., None], flake)[..., 0]
    layer[layer < least] = 0
    layer = np.floor(np.clip(layer, 0, 1) * 255) / 255
    layer = along(layer, radius, sigma, rng.uniform(-135, -45))[..., None]
    grey = cv2.cvtColor(np.float32(clean), cv2.COLOR_RGB2GRAY)[..., None]
    return own * clean + (1 - own) * np.maximum(clean, 1.5 * grey + 0.5) + layer + np.rot90(layer, 2)


def clouds(size, decay):
    side = 2 ** math.ceil(math.log2(size))
    field = np.zeros((side, side))
    step, wobble = side, 100.0
    while step >= 2:
        half = step // 2
        draw = lambda: wobble**2 * rng.uniform(-1, 1, (side // step, side // step))
        corners = field[::step, ::step]
        middles = field[half::step, half::step]
        middles[:] = (
            corners + np.roll(corners, -1, 0) + np.roll(corners, -1, 1) + np.roll(corners, (-1, -1), (0, 1))
        ) / 4 + draw()
        field[::step, half::step] = (corners + np.roll(corners, -1, 1) + middles + np.roll(middles, 1, 0)) / 4 + draw()
        field[half::step, ::step] = (corners + np.roll(corners, -1, 0) + middles + np.roll(middles, 1, 1)) / 4 + draw()
        step, wobble = half, wobble / decay
    field -= field.min()
    return (field / field.max())[:size, :size, None]


def fog(image, c):
    clean = image / 255
    return (clean + c[0] * clouds(len(image), c[1])) * clean.max() / (clean.max() + c[0])


def brightness(image, c):
    hsv = rgb2hsv(image / 255)
    hsv[..., 2] = np.clip(hsv[..., 2] + c, 0, 1)
    return hsv2rgb(hsv)


def saturate(image, c):
    hsv = rgb2hsv(image / 255)
    hsv[..., 1] = np.clip(hsv[..., 1] * c[0] + c[1], 0, 1)
    return hsv2rgb(hsv)


def contrast(image, c):
    mean = (image / 255).mean((0, 1), keepdims=True)
    return (image / 255 - mean) * c + mean


def jpeg(image, c):
    file = io.BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=c)
    return np.array(Image.open(file)) / 255


def pixelate(image, c):
    size = len(image)
    small = Image.fromarray(image).resize([int(size * c)] * 2, Image.Resampling.BOX)
    return np.array(small.resize((size, size), Image.Resampling.BOX)) / 255


def elastic(image, c):
    size = len(image)
    strength, smoothness, jitter = (size * each for each in c)
    middle, arm = size // 2, size // 3
    corners = np.float32([[middle + arm, middle + arm], [middle + arm, middle - arm], [middle - arm, middle - arm]])
    moved = corners + np.float32(rng.uniform(-jitter, jitter, corners.shape))
    skewed = cv2.warpAffine(
        np.float32(image / 255), cv2.getAffineTransform(corners, moved), (size, size), borderMode=cv2.BORDER_REFLECT_101
    )
    dx, dy = (
        gaussian(rng.uniform(-1, 1, (size, size)), smoothness, mode="reflect", truncate=3) * strength for _ in range(2)
    )
    y, x = np.mgrid[0:size, 0:size]
    return np.stack(
        [ndi.map_coordinates(skewed[..., channel], [y + dy, x + dx], order=1, mode="reflect") for channel in range(3)], -1
    )


def spatter(image, c):
    mean, deviation, sigma, least, much, what = c
    clean = np.float32(image / 255)
    drops = gaussian(rng.normal(mean, deviation, image.shape[:2]), sigma)
    drops[drops < least] = 0
    if what == "water":
        drops = np.uint8(np.clip(drops, 0, 1) * 255)
        far = cv2.distanceTransform(255 - cv2.Canny(drops, 50, 150), cv2.DIST_L2, 5)
        height = cv2.equalizeHist(np.uint8(cv2.blur(np.minimum(far, 20), (3, 3))))
        lit = cv2.filter2D(height, cv2.CV_8U, np.float32([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]))
        light = np.float32(cv2.blur(lit, (3, 3))) * drops
        light = light / max(light.max(), 1e-9) * much
        return clean + light[..., None] * np.array([175, 238, 238]) / 255
    cover = gaussian(np.where(drops > least, 1.0, 0.0), sigma=much)
    cover[cover < 0.8] = 0
    return clean * (1 - cover[..., None]) + cover[..., None] * np.array([63, 42, 20]) / 255


# Name, function, whether chance is in it.
ways = {
    "gaussian-noise": (spread_noise, True),
    "shot-noise": (shot, True),
    "impulse-noise": (impulse, True),
    "defocus-blur": (defocus, False),
    "glass-blur": (glass, True),
    "motion-blur": (motion, True),
    "zoom-blur": (zoom, False),
    "snow": (snow, True),
    "fog": (fog, True),
    "brightness": (brightness, False),
    "contrast": (contrast, False),
    "elastic-transform": (elastic, True),
    "pixelate": (pixelate, False),
    "jpeg-compression": (jpeg, False),
    "speckle-noise": (speckle, True),
    "gaussian-blur": (blur, False),
    "spatter": (spatter, True),
    "saturate": (saturate, False),
}

slip = 244 / 224
published = json.loads((Path(__file__).parent / "published.json").read_text())


def measured(image, clean):
    values = [image.mean(), image.std(), np.abs(image - clean).mean()]
    return [float(value) for value in values]


if __name__ == "__main__":
    cases = []
    for size in (32, 64, 224):
        clean = picture(size)
        places = rng.integers(0, size, (40, 2))
        for name, (way, chance) in ways.items():
            for severity in (1, 2, 3, 4, 5):
                parameters = published[name][str(size)][severity - 1]
                made = lambda: np.uint8(np.clip(way(clean, parameters), 0, 1) * 255 + 1e-3)
                case = {"corruption": name, "severity": severity, "size": size}
                if chance:
                    draws = 6 if size == 224 else 24
                    values = np.array([measured(np.float64(made()), np.float64(clean)) for _ in range(draws)])
                    case |= {"mean": values.mean(0).round(3).tolist(), "deviation": values.std(0, ddof=1).round(3).tolist(), "draws": draws}
                else:
                    image = made()
                    case |= {
                        "mean": [round(v, 3) for v in measured(np.float64(image), np.float64(clean))],
                        "pixels": [[int(y), int(x), *map(int, image[y, x])] for y, x in places],
                    }
                cases.append(case)

    lines = ",\n".join(json.dumps(case) for case in cases)
    (Path(__file__).parent / "cases.json").write_text(f"[\n{lines}\n]\n")
