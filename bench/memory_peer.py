"""The PyTorch side of `npm run bench -- memory`: `memory_peer.py training|inference SIZE BATCH`.

Prints the peak of the process above what it had after the import and a step on two images of 64 pixels, and its speed, as one line of JSON.
EfficientNet-B0 of timm as `pytorch_peer.py` runs it. Linux only.
"""

import json
import re
import sys
import time

import timm
import torch
from pytorch_peer import Peer

ROUNDS = 4


def status(line):
    with open("/proc/self/status") as text:
        return 1024 * int(re.search(rf"^{line}:\s+(\d+) kB", text.read(), re.M).group(1))


def main():
    work, size, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.manual_seed(1)
    getattr(Peer(2, 64), work)()
    with open("/proc/self/clear_refs", "w") as clear:
        clear.write("5")
    baseline = status("VmRSS")
    run = getattr(Peer(batch, size), work)
    run()
    began = time.perf_counter()
    for _ in range(ROUNDS - 1):
        run()
    speed = (ROUNDS - 1) * batch / (time.perf_counter() - began)
    peak = status("VmHWM") - baseline
    versions = {"torch": torch.__version__, "timm": timm.__version__, "threads": torch.get_num_threads()}
    print(json.dumps({"peakBytes": peak, "baselineBytes": baseline, "imagesPerSecond": speed, **versions}))


main()
