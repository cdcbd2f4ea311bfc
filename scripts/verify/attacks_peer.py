"""What foolbox's attacks leave of a timm model: python attacks_peer.py '{"model": …, "weights": …, "classes": …, "size": …, …}'.

Reads images (uint8, NHWC) and labels (int32) from `folder`; writes signs.bin, the sign of the gradient of the loss at every pixel of the images
(int8, NHWC), and sizes.bin, its size relative to the image's largest (float32); prints how many images are read right as JSON.
"""
import json
import os
import sys

import foolbox
import numpy as np
import timm
import torch
from safetensors.torch import load_file


def main(asked):
    torch.manual_seed(1)
    torch.set_num_threads(2)
    folder, size = asked["folder"], asked["size"]
    network = timm.create_model(asked["model"], num_classes=asked["classes"])
    network.load_state_dict(load_file(asked["weights"]), strict=True)
    network.eval()
    read = lambda name, kind: np.fromfile(os.path.join(folder, name), kind)
    pixels = read("images.bin", np.uint8).reshape(-1, size, size, 3)
    images = torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 255
    labels = torch.from_numpy(read("labels.bin", np.int32)).long()
    # foolbox normalises within the model, so that epsilon is in pixels of 0 to 1.
    normalised = {"mean": asked["mean"], "std": asked["std"], "axis": -3}
    model = foolbox.PyTorchModel(network, bounds=(0, 1), preprocessing=normalised, device="cpu")
    parts = [slice(at, at + 32) for at in range(0, len(images), 32)]

    def right(attacked):
        count = 0
        for part in parts:
            shown = attacked(part)
            with torch.no_grad():
                count += int((model(shown).argmax(1) == labels[part]).sum())
        return count

    def under(attack, epsilon):
        return right(lambda part: attack(model, images[part], labels[part], epsilons=epsilon)[1])

    steps = asked["steps"]
    told = {"clean": right(lambda part: images[part]), "fgsm": [], "pgd": []}
    for level in asked["epsilons"]:
        epsilon = level / 255
        # Those that are read wrong are attacked too: `attack` leaves nothing out by itself.
        told["fgsm"].append(under(foolbox.attacks.LinfFastGradientAttack(), epsilon))
        pgd = foolbox.attacks.LinfPGD(abs_stepsize=2.5 * epsilon / steps, steps=steps, random_start=True)
        told["pgd"].append(under(pgd, epsilon))

    signs, sizes = [], []
    for part in parts:
        shown = images[part].clone().requires_grad_()
        torch.nn.functional.cross_entropy(model(shown), labels[part], reduction="sum").backward()
        gradient = shown.grad.permute(0, 2, 3, 1).numpy()
        largest = np.abs(gradient).reshape(len(gradient), -1).max(1).reshape(-1, 1, 1, 1)
        signs.append(np.sign(gradient).astype(np.int8))
        sizes.append((np.abs(gradient) / np.maximum(largest, 1e-30)).astype(np.float32))
    np.concatenate(signs).tofile(os.path.join(folder, "signs.bin"))
    np.concatenate(sizes).tofile(os.path.join(folder, "sizes.bin"))
    print(json.dumps(told))


main(json.loads(sys.argv[1]))
