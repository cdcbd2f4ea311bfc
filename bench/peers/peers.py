"""A library of Python beside the studio, for `npm run bench -- peers`.

Started as `peers.py NAME ORDER`. ORDER is JSON: work, model, size, batch, steps, onnx (a file), photos (a folder of JPEG files), mean, std,
dropout, survival, cropArea, ops, magnitude, workers. It first prints {"parameters": int | null, "versions": {...}}, or {"absent": why,
"versions": {}}; then does a round of `steps` steps for each line that it reads, and prints {"ms": float}.
"""

import importlib
import json
import sys
import time

SIDES = {
    "PyTorch": ("pytorch_side", {}),
    "PyTorch, compiled": ("pytorch_side", {"compiled": True}),
    "Keras": ("keras_side", {}),
    "onnxruntime": ("graph_sides", {"library": "onnxruntime"}),
    "OpenVINO": ("graph_sides", {"library": "openvino", "precision": "f32"}),
    "OpenVINO, bfloat16": ("graph_sides", {"library": "openvino", "precision": "bf16"}),
}

CLASSES = 3


def tell(message):
    print(json.dumps(message), flush=True)


def main():
    name, order = sys.argv[1], json.loads(sys.argv[2])
    module, options = SIDES[name]
    side = importlib.import_module(module).make(order, CLASSES, **options)
    if side.get("absent"):
        tell({"absent": side["absent"], "versions": {}})
        return
    # Whatever is made at the first step is made here.
    side["step"]()
    tell({"parameters": side.get("parameters"), "versions": side["versions"]})
    for _ in sys.stdin:
        began = time.perf_counter()
        for _ in range(order["steps"]):
            side["step"]()
        tell({"ms": (time.perf_counter() - began) * 1000})


if __name__ == "__main__":
    main()
