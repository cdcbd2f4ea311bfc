"""Writes cases.json beside this file: temperatures as SciPy minimises the log loss, and logistic fits as it maximises the posterior.

    python -m pip install numpy==2.4.6 scikit-learn==1.9.1
    python src/core/calibration/golden/make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize, minimize_scalar

random = np.random.default_rng(7)


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def temperature(name, images, classes, scale):
    """Labels are drawn at temperature 1 from logits that are then said `scale` times too sure."""
    logits = random.normal(size=(images, classes)) * 2
    labels = [int(random.choice(classes, p=p)) for p in softmax(logits)]
    said = softmax(logits * scale).astype(np.float32)
    logs = np.log(np.maximum(said.astype(np.float64), 2.0**-25))

    def loss(log_t):
        p = softmax(logs / np.exp(log_t))
        return -np.log(p[np.arange(images), labels]).sum()

    found = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded", options={"xatol": 1e-10})
    return {
        "name": name,
        "probabilities": [[float(f"{v:.9g}") for v in row] for row in said],
        "labels": labels,
        "temperature": float(np.exp(found.x)),
    }


def odds(images, classes):
    """The posterior mode of `right-odds.ts`, and its standard deviations there."""
    x = random.normal(1, 1.5, images)
    c = random.integers(0, classes, images)
    p = 1 / (1 + np.exp(-(0.3 + 0.6 * x + np.linspace(-1, 1, classes)[c])))
    y = (random.random(images) < p).astype(int)
    precision = np.array([1, 1 / 0.25**2] + [1 / 0.8**2] * classes)
    centre = np.array([0, 1] + [0] * classes)
    design = np.concatenate([np.ones((images, 1)), x[:, None], np.eye(classes)[c]], axis=1)

    def loss(theta):
        z = design @ theta
        return (np.logaddexp(0, z) - y * z).sum() + (precision * (theta - centre) ** 2).sum() / 2

    found = minimize(loss, centre, method="BFGS", options={"gtol": 1e-9}).x
    q = 1 / (1 + np.exp(-design @ found))
    curvature = design.T @ (design * (q * (1 - q))[:, None]) + np.diag(precision)
    return {
        "odds": x.tolist(),
        "predicted": c.tolist(),
        "right": y.tolist(),
        "classes": classes,
        "mode": found.tolist(),
        "deviations": np.sqrt(np.diag(np.linalg.inv(curvature))).tolist(),
    }


cases = {
    "temperatures": [
        temperature("too sure", 60, 5, 2.5),
        temperature("too unsure", 80, 3, 0.4),
        temperature("calibrated", 50, 10, 1),
    ],
    "odds": odds(120, 4),
}
Path(__file__).with_name("cases.json").write_text(json.dumps(cases, indent=1) + "\n")
