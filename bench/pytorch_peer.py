"""The PyTorch side of `npm run bench -- pytorch`: does one round of work for each line read, and answers with its milliseconds.

Lines in: {"work": "training" | "inference", "batch": int, "size": int, "rounds": int}. Lines out: {"ms": [float, ...]}, after a first
line with the versions. EfficientNet-B0 of timm, 10 classes, channels last, the same noise and optimizer as the other side.
"""

import json
import sys
import time

import timm
import torch
import torch.nn.functional as F

CLASSES = 10


def tell(message):
    print(json.dumps(message), flush=True)


class Peer:
    def __init__(self, batch, size):
        self.images = torch.randint(0, 256, (batch, 3, size, size), dtype=torch.uint8)
        self.targets = F.one_hot(torch.arange(batch) % CLASSES, CLASSES).float()
        model = timm.create_model("efficientnet_b0", num_classes=CLASSES, drop_rate=0.2, drop_path_rate=0.2)
        self.model = model.to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.SGD(self.model.parameters(), 0.01, momentum=0.9)

    def inputs(self):
        scaled = (self.images.float() / 255 - 0.5) / 0.25
        return scaled.contiguous(memory_format=torch.channels_last)

    def training(self):
        self.model.train()
        self.optimizer.zero_grad()
        loss = -(self.targets * F.log_softmax(self.model(self.inputs()), 1)).sum(1).mean()
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def inference(self):
        self.model.eval()
        with torch.inference_mode():
            return self.model(self.inputs()).sum().item()


def main():
    torch.manual_seed(1)
    peers = {}
    tell({"torch": torch.__version__, "timm": timm.__version__, "threads": torch.get_num_threads()})
    for line in sys.stdin:
        order = json.loads(line)
        key = (order["batch"], order["size"])
        peer = peers.setdefault(key, Peer(*key))
        work = getattr(peer, order["work"])
        times = []
        for _ in range(order["rounds"]):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
        tell({"ms": times})


if __name__ == "__main__":
    main()
