"""
Writes virtual-logits.json: the score of Wang et al. 2022 (ViM) as its authors' released code computes it, by NumPy and scikit-learn, of a
classifier whose labelled images are more than its features, of one with fewer, and of one that says logarithms of probabilities.

    python -m pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
    python src/core/ood/golden/make.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.special import log_softmax, logsumexp
from sklearn.covariance import EmpiricalCovariance
from sklearn.linear_model import LinearRegression

random = np.random.default_rng(17)


def case(name, images, size, classes, dimension, *, recover, logarithms=False):
    spread = np.linspace(2, 0.3, size)
    labels = np.arange(images) % classes
    middles = random.normal(size=(classes, size))
    features = (middles[labels] + random.normal(size=(images, size)) * spread + 0.5).astype(np.float32)
    others = np.concatenate([random.normal(size=(5, size)) * 2, features[:2]]).astype(np.float32)
    w = random.normal(size=(classes, size)) + middles
    b = random.normal(size=classes)

    def say(x):
        logits = x.astype(np.float64) @ w.T + b
        return (log_softmax(logits, axis=1) if logarithms else logits).astype(np.float32)

    logits, said = say(features), say(others)
    x = features.astype(np.float64)
    if recover:
        # The line of least squares and, of all of them, of least length.
        line = LinearRegression().fit(x, logits.astype(np.float64))
        w, b = line.coef_, line.intercept_
    origin = -np.linalg.pinv(w, rcond=1e-5) @ b
    covariance = EmpiricalCovariance(assume_centered=True).fit(x - origin).covariance_
    values, vectors = np.linalg.eigh(covariance)
    outside = vectors[:, np.argsort(values)[::-1][dimension:]]

    def residual(rows):
        return np.linalg.norm((rows.astype(np.float64) - origin) @ outside, axis=1)

    def centre(rows):
        rows = rows.astype(np.float64)
        return rows - rows.mean(1, keepdims=True) if logarithms else rows

    alpha = centre(logits).max(1).mean() / residual(features).mean()
    score = logsumexp(centre(said), axis=1) - alpha * residual(others)
    return {
        "name": name,
        "size": size,
        "classes": classes,
        "dimension": dimension,
        "features": features.ravel().tolist(),
        "logits": logits.ravel().tolist(),
        "labels": labels.tolist(),
        "others": {"features": others.ravel().tolist(), "logits": said.ravel().tolist()},
        "alpha": alpha,
        "scores": score.tolist(),
    }


cases = [
    case("more labelled images than features", 60, 12, 4, 8, recover=False),
    case("fewer labelled images than features", 20, 30, 3, 10, recover=True),
    case("logarithms of probabilities", 40, 9, 3, 6, recover=True, logarithms=True),
]
Path(__file__).with_name("virtual-logits.json").write_text(json.dumps(cases) + "\n")
