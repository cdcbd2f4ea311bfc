"""Golden figures of Mixup and CutMix: what timm's FastCollateMixup (mode "pair") makes of four images for given shares and centres.

    python make-mixes.py > mixes.json        (numpy, torch and timm of bench/requirements.txt)
"""
import hashlib
import json

import numpy as np
import timm
from timm.data.mixup import FastCollateMixup, mixup_target
import torch

size, classes = 13, 5


def image(number):
    at = np.arange(size * size * 3)
    return ((number * 67 + at * 11 + at * at % 97) % 256).astype(np.uint8).reshape(size, size, 3)


def made(kind, shares, centres, smoothing):
    drawn = iter(centres)
    np.random.beta = lambda a, b, size=None: np.array(shares)
    np.random.randint = lambda low, high, size=None: next(drawn)
    labels = [0, 3, 1, 3]
    collate = FastCollateMixup(
        mixup_alpha=1.0 if kind == "mixup" else 0.0,
        cutmix_alpha=1.0 if kind == "cutmix" else 0.0,
        mode="pair",
        label_smoothing=smoothing,
        num_classes=classes,
    )
    batch = [(image(i).transpose(2, 0, 1).copy(), label) for i, label in enumerate(labels)]
    images, targets = collate(batch)
    bytes_ = images.numpy().transpose(0, 2, 3, 1).tobytes()
    return {
        "kind": kind,
        "shares": shares,
        "centres": centres,
        "smoothing": smoothing,
        "labels": labels,
        "sha256": hashlib.sha256(bytes_).hexdigest(),
        "targets": [round(float(t), 7) for t in targets.flatten()],
    }


cases = [
    made("mixup", [0.3, 0.85], [], 0.1),
    made("mixup", [0.5, 0.0], [], 0.0),
    made("mixup", [0.999, 0.0123], [], 0.1),
    made("cutmix", [0.4, 0.75], [6, 2, 12, 7], 0.1),
    made("cutmix", [0.05, 0.97], [0, 12, 5, 5], 0.0),
]
print(json.dumps({"timm": timm.__version__, "size": size, "classes": classes, "cases": cases}, indent=1))
