"""
Writes cases.json: what scikit-learn says about made-up predictions, and the calibration error and standard errors in plain NumPy.
Of 7 classes one is predicted and never a label, one is neither.

    python -m pip install numpy==2.4.6 scikit-learn==1.9.1
    python src/core/metrics/golden/make.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    f1_score,
    log_loss,
    precision_recall_fscore_support,
    top_k_accuracy_score,
)

classes, images = 7, 80
rng = np.random.default_rng(14)
labels = rng.choice(classes, images, p=[0.45, 0.25, 0.15, 0.1, 0.05, 0, 0])
logits = rng.normal(size=(images, classes)) + 1.6 * np.eye(classes)[labels]
logits[:, 6] = -np.inf
probabilities = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
probabilities = probabilities.astype(np.float32).astype(np.float64)
predicted = probabilities.argmax(1)
assert 5 in predicted and 6 not in predicted


def calibration_error(bins=15):
    """Guo et al. 2017, equation 5; bins are half open at the left."""
    confidence = probabilities.max(1).astype(np.float32).astype(np.float64)
    edges = np.linspace(0, 1, bins + 1)
    total = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            gap = (predicted[inside] == labels[inside]).mean() - confidence[inside].mean()
            total += abs(gap) * inside.mean()
    return total


def macro_f1(labels, predicted):
    return f1_score(labels, predicted, average="macro", zero_division=0)


def jackknife(measure):
    """Infinitesimal jackknife: a derivative by the weight of each image."""
    total = 0.0
    for image in range(images):
        def at(by):
            weights = np.ones(images)
            weights[image] += by
            return measure(weights)
        total += ((at(1e-4) - at(-1e-4)) / 2e-4) ** 2
    return total**0.5


with warnings.catch_warnings():
    # A class without labels: balanced accuracy leaves it out, which is what is wanted.
    warnings.simplefilter("ignore")
    precision, recall, f1, support = precision_recall_fscore_support(
        labels, predicted, labels=range(classes), zero_division=0
    )
    normalised = probabilities / probabilities.sum(1, keepdims=True)
    case = {
        "scikitLearn": sklearn.__version__,
        "classes": classes,
        "labels": labels.tolist(),
        "probabilities": probabilities.astype(np.float32).ravel().tolist(),
        "values": {
            "accuracy": accuracy_score(labels, predicted),
            "balancedAccuracy": balanced_accuracy_score(labels, predicted),
            "macroF1": macro_f1(labels, predicted),
            "top5": top_k_accuracy_score(labels, probabilities, k=5, labels=range(classes)),
            "loss": log_loss(labels, normalised, labels=range(classes)),
            "ece": calibration_error(),
        },
        "top2": top_k_accuracy_score(labels, probabilities, k=2, labels=range(classes)),
        "errors": {
            "accuracy": jackknife(lambda w: accuracy_score(labels, predicted, sample_weight=w)),
            "balancedAccuracy": jackknife(
                lambda w: balanced_accuracy_score(labels, predicted, sample_weight=w)
            ),
            "macroF1": jackknife(
                lambda w: f1_score(labels, predicted, average="macro", zero_division=0, sample_weight=w)
            ),
        },
        "perClass": [
            {"precision": p, "recall": r, "f1": f, "support": int(n)}
            for p, r, f, n in zip(precision, recall, f1, support)
        ],
    }
text = json.dumps(case, indent=1)
Path(__file__).with_name("cases.json").write_text(text + "\n")
