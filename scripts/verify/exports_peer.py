"""Shows pixels to exported models in the programs of others: a JSON list of what to do comes in, float32 files come out."""

import json
import os
import sys

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def onnxruntime(path, images):
    import onnx
    import onnxruntime

    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    facts = session.get_modelmeta().custom_metadata_map
    assert len(json.loads(facts["classes"])) == session.get_outputs()[0].shape[1]
    assert session.get_inputs()[0].shape[0] == "batch"
    return session.run(["logits", "features", "probabilities"], {"images": images})


def tensorflow(path, images):
    import tensorflow

    model = tensorflow.saved_model.load(path).signatures["serving_default"]
    given = model(images=tensorflow.constant(images))
    return [given[name].numpy() for name in ("logits", "features", "probabilities")]


def timm(path, images):
    import timm
    import torch
    from safetensors import safe_open

    with safe_open(path, "pt") as f:
        facts = f.metadata()
    classes = len(json.loads(facts["classes"]))
    model = timm.create_model(facts["timm_model"], num_classes=classes, checkpoint_path=path).eval()
    mean, std = (torch.tensor(json.loads(facts[key])) for key in ("mean", "std"))
    with torch.inference_mode():
        scaled = ((torch.from_numpy(images) / 255 - mean) / std).permute(0, 3, 1, 2)
        features = model.forward_head(model.forward_features(scaled), pre_logits=True)
        logits = model(scaled)
    return [logits.numpy(), features.numpy(), logits.softmax(1).numpy()]


TOOLS = {"onnxruntime": onnxruntime, "tensorflow": tensorflow, "timm": timm}

for work in json.loads(sys.argv[1]):
    size = work["size"]
    pixels = np.fromfile(work["pixels"], np.uint8).reshape(-1, size, size, 3)
    outputs = TOOLS[work["tool"]](work["path"], pixels)
    np.concatenate([np.asarray(each).ravel() for each in outputs]).astype("<f4").tofile(work["out"])
