"""What timm makes of a model: python timm_peer.py '{"name": …, "size": …, "batch": …, "folder": …}', or 'cards' for all facts.

Writes model.safetensors, images.bin (uint8, NHWC), logits.bin and, where asked to train, gradients.safetensors; prints facts as JSON.
"""
import json
import os
import sys

import numpy as np
import timm
import torch
from safetensors.torch import load_file, save_file

FAMILIES = "*efficientnet*"


def facts(config):
    return {
        "imageSize": config.input_size[-1],
        "crop": config.crop_pct,
        "mean": list(config.mean),
        "std": list(config.std),
        "interpolation": config.interpolation,
        "licence": (config.license or "").replace("apache", "Apache"),
    }


def cards():
    names = timm.list_models(FAMILIES, pretrained=True)
    print(json.dumps({name: facts(timm.get_pretrained_cfg(name)) for name in names}))


def randomise(model, images, kinked):
    """Every number differs from a fresh network's, and running statistics are those of the images: logits neither vanish nor explode."""
    draw = torch.Generator().manual_seed(7)
    norms = [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        norm.weight.data.copy_(0.5 + torch.rand(norm.weight.shape, generator=draw))
        norm.bias.data.copy_(0.1 * torch.randn(norm.bias.shape, generator=draw))
        if kinked:
            # A number that rounding carries over a kink changes its gradient as a whole, so few should lie near 0 or 6: most channels are
            # around 2, every third around 4.5, and some of each are still cut off.
            norm.bias.data += 2 + 2.5 * (torch.arange(len(norm.bias)) % 3 == 0)
        norm.reset_running_stats()
        norm.momentum = None
    model.train()
    with torch.no_grad():
        model(images)


def main(asked):
    torch.manual_seed(3)
    torch.set_num_threads(2)
    folder = asked["folder"]
    model = timm.create_model(asked["name"], pretrained=False, drop_rate=0, drop_path_rate=0)
    config = model.pretrained_cfg
    # Running statistics of a few images would be nearly singular in deep layers, where a side is of two pixels: what rounding leaves there
    # is then blown up from block to block.
    shown = max(32, asked["batch"])
    pixels = np.random.default_rng(5).integers(0, 256, (shown, asked["size"], asked["size"], 3), np.uint8)
    # Blocks of one colour each, so that deep layers see something other than the mean of noise.
    coarse = np.random.default_rng(6).integers(0, 256, (shown, 4, 4, 3), np.uint8)
    side = -(-asked["size"] // 4)
    blocks = coarse.repeat(side, 1).repeat(side, 2)[:, : asked["size"], : asked["size"]]
    pixels = (pixels // 4 + blocks // 4 * 3).astype(np.uint8)
    mean, std = (torch.tensor(config[key]).view(1, 3, 1, 1) for key in ("mean", "std"))
    images = (torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 255 - mean) / std
    if asked.get("weights"):
        model.load_state_dict(load_file(asked["weights"]), strict=True)
    else:
        randomise(model, images, "lite" in asked["name"])
    pixels, images = pixels[: asked["batch"]], images[: asked["batch"]]
    model.eval()
    with torch.no_grad():
        logits = model(images)
    pixels.tofile(os.path.join(folder, "images.bin"))
    logits.numpy().tofile(os.path.join(folder, "logits.bin"))
    if not asked.get("weights"):
        save_file({name: value.contiguous() for name, value in model.state_dict().items()}, os.path.join(folder, "model.safetensors"))
    told = {"parameters": sum(p.numel() for p in model.parameters())}
    if asked.get("train"):
        model.train()
        classes = logits.shape[1]
        draw = torch.Generator().manual_seed(11)
        targets = torch.softmax(2 * torch.randn((asked["batch"], classes), generator=draw), 1)
        loss = -(targets * torch.log_softmax(model(images), 1)).sum(1).mean()
        loss.backward()
        targets.numpy().tofile(os.path.join(folder, "targets.bin"))
        gradients = {name: value.grad.contiguous() for name, value in model.named_parameters()}
        save_file(gradients, os.path.join(folder, "gradients.safetensors"))
        told["loss"] = loss.item()
    print(json.dumps(told))


if sys.argv[1] == "cards":
    cards()
else:
    main(json.loads(sys.argv[1]))
