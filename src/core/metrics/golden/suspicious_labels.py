"""
Writes suspicious-labels.json: what cleanlab finds in made-up probabilities of 240 images, of which some labels were flipped.

    python -m pip install numpy==1.26.4 cleanlab==2.7.1
    python src/core/metrics/golden/suspicious_labels.py
"""

import json
from pathlib import Path

import numpy as np
from cleanlab.filter import find_label_issues

images, classes = 240, 4
rng = np.random.default_rng(3)
truth = rng.integers(0, classes, images)
labels = truth.copy()
flipped = rng.random(images) < 0.08
labels[flipped] = (labels[flipped] + rng.integers(1, classes, flipped.sum())) % classes
logits = rng.normal(0, 1, (images, classes))
logits[np.arange(images), truth] += 2.5
probabilities = np.exp(logits)
probabilities /= probabilities.sum(1, keepdims=True)
probabilities = np.round(probabilities, 4)
probabilities /= probabilities.sum(1, keepdims=True)
probabilities = np.round(probabilities, 4)
suspicious = find_label_issues(
    labels,
    probabilities,
    filter_by="low_self_confidence",
    return_indices_ranked_by="self_confidence",
    n_jobs=1,
)
Path(__file__).with_name("suspicious-labels.json").write_text(
    json.dumps(
        {
            "labels": labels.tolist(),
            "probabilities": probabilities.tolist(),
            "suspicious": [int(image) for image in suspicious],
        }
    )
)
