"""The PyTorch side of `npm run bench -- memory`: `pytorch_memory.py training|inference SIZE BATCH`.

Prints the peak of the process above what it had after the import and a step on two images of 64 pixels, and its speed, as one line of JSON.
EfficientNet-B0 of timm as `pytorch_side.py` runs it. Linux only.
"""

import json
import re
import sys
import time

import torch
from pytorch_side import make

ROUNDS = 4
CLASSES = 10


def status(line):
    with open("/proc/self/status") as text:
        return 1024 * int(re.search(rf"^{line}:\s+(\d+) kB", text.read(), re.M).group(1))


def side(work, size, batch):
    noise = {"dropout": 0.2, "survival": 0.8}
    order = {"work": work, "model": "b0", "size": size, "batch": batch, "mean": [0.5] * 3, "std": [0.25] * 3}
    return make({**order, **noise}, CLASSES)


def main():
    work, size, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    side(work, 64, 2)["step"]()
    with open("/proc/self/clear_refs", "w") as clear:
        clear.write("5")
    baseline = status("VmRSS")
    measured = side(work, size, batch)
    step = measured["step"]
    step()
    began = time.perf_counter()
    for _ in range(ROUNDS - 1):
        step()
    speed = (ROUNDS - 1) * batch / (time.perf_counter() - began)
    peak = status("VmHWM") - baseline
    versions = {**measured["versions"], "threads": torch.get_num_threads()}
    print(json.dumps({"peakBytes": peak, "baselineBytes": baseline, "imagesPerSecond": speed, **versions}))


main()
