"""
What CleanVision finds in a folder of images, or cleanlab in probabilities, as JSON on stdout.

    python -m pip install numpy==1.26.4 pillow==13.0.0 cleanvision==0.3.7 cleanlab==2.7.1
    python scripts/verify/issues_peer.py images FOLDER
    python scripts/verify/issues_peer.py labels FILE   (float32 [images, classes], beside it FILE.json with the labels)
"""

import json
import sys
import time

import numpy as np

kinds = {
    "dark": "dark",
    "light": "light",
    "blurry": "blurry",
    "low_information": "low-information",
    "odd_size": "odd-size",
}


def images(folder):
    from cleanvision import Imagelab

    lab = Imagelab(data_path=folder)
    began = time.perf_counter()
    lab.find_issues({kind: {} for kind in kinds}, verbose=False)
    seconds = time.perf_counter() - began
    found = {ours: list(lab.issues[lab.issues[f"is_{kind}_issue"]].index) for kind, ours in kinds.items()}
    return {"seconds": seconds, "found": found}


def labels(file):
    from cleanlab.filter import find_label_issues

    given = np.array(json.load(open(f"{file}.json")))
    probabilities = np.fromfile(file, dtype="<f4").reshape(len(given), -1).astype(float)
    probabilities /= probabilities.sum(1, keepdims=True)
    ranked = find_label_issues(
        given, probabilities, return_indices_ranked_by="normalized_margin", n_jobs=1
    )
    return {"ranked": [int(row) for row in ranked]}


print(json.dumps({"images": images, "labels": labels}[sys.argv[1]](sys.argv[2])))
