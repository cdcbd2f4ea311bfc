"""FixMatch (Sohn et al. 2020) as one writes it with PyTorch, timm's blocks and Pillow: python fixmatch.py ORDER.json

The order names the folders of images (`labelled` and `test` with a folder for each class, `pool` flat) and the numbers of the training. The last
line that it prints is JSON: the share of test images that the last weights name right, and the seconds from reading the files to the last step.
Needs torch, timm and Pillow.
"""

import importlib.util
import json
import math
import random
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image, ImageOps
from timm.layers import DropPath
from torch.utils.data import DataLoader, Dataset

here = Path(__file__).parent


def module_of(path):
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


pytorch_side = module_of(here.parent / "peers/pytorch_side.py")
levels = module_of(here.parents[1] / "src/data/augment/golden/make-levels.py")
# The authors scale these two lengths with images of 32 pixels; the studio does so below 224.
levels.translate_const = levels.cutout_const = lambda size: size // 8


def read(path):
    with Image.open(path) as image:
        return image.convert("RGB")


def in_folders(folder):
    """Images of a folder for each class, and the place of each one's class in the order of names."""
    names = sorted(each.name for each in Path(folder).iterdir())
    found = [(read(path), c) for c, name in enumerate(names) for path in sorted(Path(folder, name).iterdir())]
    return [image for image, _ in found], [c for _, c in found]


def pixels(image):
    return torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8).view(*image.size[::-1], 3).permute(2, 0, 1)


def moved(image, reach):
    """Mirrored in half of all draws, then shifted by up to `reach` pixels over a border of reflected ones."""
    if random.random() < 0.5:
        image = ImageOps.mirror(image)
    dx, dy = (random.randint(-reach, reach) for _ in range(2))
    padded = F.pad(pixels(image)[None].float(), (reach,) * 4, mode="reflect")[0].to(torch.uint8)
    height, width = image.size[::-1]
    return padded[:, reach - dy : reach - dy + height, reach - dx : reach - dx + width]


def randaugmented(image, ops, level):
    kinds = [*levels.OPS, *levels.SIGNED, "Cutout"]
    for _ in range(ops):
        kind = random.choice(kinds)
        if kind in levels.OPS:
            image = levels.OPS[kind](image, level)
        elif kind in levels.SIGNED:
            image = levels.SIGNED[kind](image, level, random.choice((-1, 1)))
        else:
            side = image.width
            half = int(level / 10 * levels.cutout_const(side))
            image = levels.cutout(image, half, random.randrange(side), random.randrange(side))
    return image


class Views(Dataset):
    """A weak view of each image and, of the pool's, a strong one."""

    def __init__(self, images, labels, order):
        self.images, self.labels, self.order = images, labels, order

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        image, order = self.images[i], self.order
        weak = moved(image, order["reach"])
        if self.labels is not None:
            return weak, self.labels[i]
        return weak, moved(randaugmented(image, order["ops"], order["magnitude"]), order["reach"])


def endless(images, labels, batch, order):
    """Batches of a fresh permutation after another, made by a process of their own."""
    data = Views(images, labels, order)
    loader = DataLoader(data, batch, shuffle=True, drop_last=True, num_workers=1, persistent_workers=True)
    while True:
        yield from loader


def network(order, classes):
    """The studio's small network with its noise: survival falls linearly to the last block, l = 1 to L."""
    model = pytorch_side.small(classes)
    model.drop_rate = order["dropout"]
    blocks = [block for stage in model.blocks for block in stage]
    for number, block in enumerate(blocks, 1):
        block.drop_path = DropPath(number / len(blocks) * (1 - order["survival"]))
    for layer in model.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.momentum, layer.eps = 1 - order["normMomentum"], order["normEpsilon"]
    return model.to(memory_format=torch.channels_last)


def parts_of(model, decay):
    """Kernels alone shrink."""
    kernels = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    return [{"params": kernels, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def main(order):
    random.seed(order["seed"])
    torch.manual_seed(order["seed"])
    began = time.perf_counter()
    images, labels = in_folders(order["labelled"])
    pool = [read(path) for path in sorted(Path(order["pool"]).iterdir())]
    classes = max(labels) + 1
    model = network(order, classes).train()
    mean, std = (torch.tensor(order[key]).view(1, 3, 1, 1) for key in ("mean", "std"))

    def logits_of(batch):
        return model(((batch.float() / 255 - mean) / std).contiguous(memory_format=torch.channels_last))

    optimizer = torch.optim.AdamW(parts_of(model, order["weightDecay"]), order["learningRate"], eps=order["epsilon"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, order["learningRate"], total_steps=order["steps"], cycle_momentum=False
    )
    labelled = endless(images, labels, order["batch"], order)
    unlabelled = endless(pool, None, order["poolBatch"], order)
    for step in range(order["steps"]):
        (shown, target), (weak, strong) = next(labelled), next(unlabelled)
        logits = logits_of(torch.cat([shown, weak, strong]))
        of_labelled, of_weak, of_strong = logits.split([len(shown), len(weak), len(strong)])
        likelihood, guess = of_weak.detach().softmax(1).max(1)
        sure = (likelihood >= order["threshold"]).float()
        loss = F.cross_entropy(of_labelled, target)
        loss = loss + (F.cross_entropy(of_strong, guess, reduction="none") * sure).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if not math.isfinite(loss.item()):
            sys.exit(f"the loss was {loss.item()} in step {step}")
    seconds = time.perf_counter() - began
    model.eval()
    tests, truth = in_folders(order["test"])
    with torch.inference_mode():
        all_pixels = torch.stack([pixels(image) for image in tests])
        said = torch.cat([logits_of(part) for part in all_pixels.split(500)]).argmax(1)
    right = (said == torch.tensor(truth)).float().mean().item()
    parameters = sum(p.numel() for p in model.parameters())
    print(json.dumps({"accuracy": right, "seconds": seconds, "parameters": parameters}))


main(json.loads(Path(sys.argv[1]).read_text()))
