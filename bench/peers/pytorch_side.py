"""PyTorch with timm's networks in channels-last layout: eager, or compiled by torch.compile (weights frozen for inference)."""

import glob
import itertools
import os

import timm
import torch
import torch.nn.functional as F
from timm.models._efficientnet_builder import decode_arch_def
from timm.models.efficientnet import EfficientNet


def small(classes):
    """The studio's network for images of 28 to 64 pixels, built of timm's blocks."""
    rows = ["ir_r2_k3_s2_e4_c24_se0.25", "ir_r2_k3_s2_e4_c48_se0.25", "ir_r3_k3_s1_e4_c96_se0.25"]
    model = EfficientNet(
        decode_arch_def([[row] for row in rows]),
        num_classes=classes,
        num_features=256,
        stem_size=16,
        act_layer=torch.nn.SiLU,
        drop_rate=0.2,
        drop_path_rate=0.2,
    )
    model.conv_stem.stride = (1, 1)
    return model


NAMES = {"b0": "efficientnet_b0", "lite0": "efficientnet_lite0"}


def network(order, classes):
    if order["model"] == "small":
        return small(classes)
    noise = {"drop_rate": order["dropout"], "drop_path_rate": 1 - order["survival"]}
    return timm.create_model(NAMES[order["model"]], num_classes=classes, **noise)


def endless_batches(order):
    """Photographs decoded, cropped, mirrored and augmented by torchvision in a DataLoader, as one trains on them: uint8 [n, 3, size, size]."""
    from torch.utils.data import DataLoader, Dataset
    from torchvision import transforms
    from PIL import Image

    files = sorted(glob.glob(os.path.join(order["photos"], "*.jpg")))
    make = transforms.Compose(
        [
            transforms.RandomResizedCrop(order["size"], scale=(order["cropArea"], 1)),
            transforms.RandomHorizontalFlip(),
            transforms.RandAugment(order["ops"], order["magnitude"]),
            transforms.PILToTensor(),
        ]
    )

    class Photos(Dataset):
        def __len__(self):
            return len(files)

        def __getitem__(self, i):
            with Image.open(files[i]) as image:
                return make(image.convert("RGB"))

    loader = DataLoader(
        Photos(),
        batch_size=order["batch"],
        shuffle=True,
        drop_last=True,
        num_workers=order["workers"],
        persistent_workers=True,
    )
    return itertools.chain.from_iterable(itertools.repeat(loader))


def make(order, classes, compiled=False):
    torch.manual_seed(1)
    versions = {"torch": torch.__version__, "timm": timm.__version__}
    if order["work"] == "batches":
        batches = endless_batches(order)
        return {"step": lambda: next(batches), "versions": versions}
    model = network(order, classes).to(memory_format=torch.channels_last)
    parameters = sum(p.numel() for p in model.parameters())
    mean, std = (torch.tensor(order[key]).view(1, 3, 1, 1) for key in ("mean", "std"))
    some = torch.randint(0, 256, (order["batch"], 3, order["size"], order["size"]), dtype=torch.uint8)

    def inputs(images):
        return ((images.float() / 255 - mean) / std).contiguous(memory_format=torch.channels_last)

    if order["work"] == "inference":
        model.eval()
        if compiled:
            torch._inductor.config.freezing = True
        run = torch.compile(model) if compiled else model

        def infer():
            with torch.inference_mode():
                return run(inputs(some)).numpy()

        return {"step": infer, "parameters": parameters, "versions": versions}

    model.train()
    optimizer = torch.optim.SGD(model.parameters(), 0.01, momentum=0.9)
    targets = F.one_hot(torch.arange(order["batch"]) % classes, classes).float()
    run = torch.compile(model) if compiled else model
    batches = endless_batches(order) if order["work"] == "files" else itertools.repeat(some)

    def train():
        optimizer.zero_grad()
        loss = -(targets * F.log_softmax(run(inputs(next(batches))), 1)).sum(1).mean()
        loss.backward()
        optimizer.step()
        return loss.item()

    return {"step": train, "parameters": parameters, "versions": versions}
