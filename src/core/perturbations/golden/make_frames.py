"""
Writes cases.json: what NumPy, SciPy, scikit-image and OpenCV make of a drawn picture in single frames of each perturbation of Hendrycks and
Dietterich 2019, with the parameters of their released code, at 32, 64 and 224 pixels. Of perturbations without chance the mean of each
frame and single pixels; of the others how bright, how uneven and how far from the picture frames are on the mean of several draws.
Beside the corruptions' make.py, whose picture, measures and blurs it takes, with the same packages:

    python src/core/perturbations/golden/make_frames.py
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import scipy.ndimage as ndi
from skimage.transform import AffineTransform, rotate, warp

sys.path.insert(0, str(Path(__file__).parents[2] / "corruptions" / "golden"))
from make import along, brightness, larger, measured, picture, rng, shot, spread_noise  # noqa: E402

# As in make_cifar_p.py, make_tinyimagenet_p.py and make_imagenet_p.py: noise, particles of light, motion blur (frames, radius, sigma,
# degrees), snow (flake, deviation, radius, sigma), brightness, translation (frames, first), tilt in degrees, scale (first, step).
released = {
    32: (0.02, 700, (21, 6, 1.8, 9), (2, 0.3, 10, 2), 0.015, (16, -7), 0.75, (0.7, 0.02)),
    64: (0.025, 500, (31, 14 * 64 / 224, 3 * 64 / 224, 5), (2, 0.28, 10, 2.5), 0.02, (31, -15), 1, (0.4, 0.025)),
    224: (0.03, 300, (31, 10, 3, 4), (3, 0.3, 14, 4), 0.02, (41, -20), 1, (0.4, 0.025)),
}


def scaled(clean, factor):
    middle = (len(clean) - 1) / 2
    about = AffineTransform(translation=(-middle, -middle))
    back = AffineTransform(translation=(middle, middle))
    return warp(clean, (about + AffineTransform(scale=factor) + back).inverse, order=1)


def tilted(clean, degrees):
    """The matrices of the released code."""
    h, w = clean.shape[:2]
    phi = theta = np.deg2rad(degrees)
    f = np.sqrt(w**2 + h**2)
    p1 = np.array([[1, 0, -w / 2], [0, 1, -h / 2], [0, 0, 1], [0, 0, 1]])
    rx = np.array(
        [[1, 0, 0, 0], [0, np.cos(theta), -np.sin(theta), 0], [0, np.sin(theta), np.cos(theta), 0], [0, 0, 0, 1]]
    )
    ry = np.array([[np.cos(phi), 0, -np.sin(phi), 0], [0, 1, 0, 0], [np.sin(phi), 0, np.cos(phi), 0], [0, 0, 0, 1]])
    t = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, f], [0, 0, 0, 1]])
    p2 = np.array([[f, 0, w / 2, 0], [0, f, h / 2, 0], [0, 0, 1, 0]])
    there = p2 @ t @ rx @ ry @ p1
    y, x = np.mgrid[0:h, 0:w]
    from_x, from_y, depth = np.tensordot(np.linalg.inv(there), np.stack([x, y, np.ones((h, w))]), 1)
    places = [from_y / depth, from_x / depth]
    made = np.stack([ndi.map_coordinates(clean[..., c], places, order=1, mode="grid-constant") for c in range(3)], -1)
    # OpenCV, which the released code calls, does the same but for the fractions that it rounds places to.
    assert np.abs(made - cv2.warpPerspective(clean, there, (w, h))).mean() < 0.005
    return made


def moved(clean, by):
    out = np.zeros_like(clean)
    size = len(clean)
    out[:, max(0, by) : size + min(0, by)] = clean[:, max(0, -by) : size - max(0, by)]
    return out


def snow(image, c, angle):
    flake, deviation, radius, sigma = c
    clean = image / 255
    layer = larger(rng.normal(0.05, deviation, image.shape[:2])[..., None], flake)[..., 0]
    layer[layer < 0.5] = 0
    layer = along(np.floor(np.clip(layer, 0, 1) * 255) / 255, radius, sigma, angle)[..., None]
    grey = cv2.cvtColor(np.float32(clean), cv2.COLOR_RGB2GRAY)[..., None]
    return 0.85 * clean + 0.15 * np.maximum(clean, 1.5 * grey + 0.5) + layer + np.rot90(layer, 2)


def ways(size):
    """Name, number of frames, the frame with this number of an image, whether chance is in it."""
    noise, most, (turns, radius, sigma, degrees), flakes, step, (shifts, first), tilt, (least, growth) = released[size]
    return [
        ("gaussian-noise", 31, lambda x, i: spread_noise(x, noise) if i else x / 255, True),
        ("shot-noise", 31, lambda x, i: shot(x, most) if i else x / 255, True),
        ("motion-blur", turns, lambda x, i: along(x / 255, radius, sigma, (i - (turns - 1)) * degrees), False),
        (
            "zoom-blur",
            31,
            lambda x, i: sum(scaled(x / 255, 1 + 0.004 * k) if k else x / 255 for k in range(i + 1)) / (i + 1),
            False,
        ),
        ("snow", 31, lambda x, i: snow(x, flakes, 4 * i - 150), True),
        ("brightness", 31, lambda x, i: brightness(x, (i - 15) * step), False),
        ("translate", shifts, lambda x, i: moved(x / 255, i + first), False),
        # scikit-image counts degrees the other way round.
        ("rotate", 31, lambda x, i: rotate(x / 255, -(i - 15), order=1), False),
        ("tilt", 31, lambda x, i: tilted(x / 255, (i - 15) * tilt), False),
        ("scale", 31, lambda x, i: scaled(x / 255, least + growth * i), False),
    ]


cases = []
for size in (32, 64, 224):
    clean = picture(size)
    places = rng.integers(0, size, (24, 2))
    for name, frames, way, chance in ways(size):
        for frame in (0, 1, frames // 2, frames - 1):
            made = lambda: np.uint8(np.clip(way(clean, frame), 0, 1) * 255 + 1e-3)
            case = {"perturbation": name, "frames": frames, "frame": frame, "size": size}
            if chance:
                draws = 6 if size == 224 else 24
                values = np.array([measured(np.float64(made()), np.float64(clean)) for _ in range(draws)])
                case |= {
                    "mean": values.mean(0).round(3).tolist(),
                    "deviation": values.std(0, ddof=1).round(3).tolist(),
                    "draws": draws,
                }
            else:
                image = made()
                case |= {
                    "mean": [round(v, 3) for v in measured(np.float64(image), np.float64(clean))],
                    "pixels": [[int(y), int(x), *map(int, image[y, x])] for y, x in places],
                }
            cases.append(case)

lines = ",\n".join(json.dumps(case) for case in cases)
(Path(__file__).parent / "cases.json").write_text(f"[\n{lines}\n]\n")
