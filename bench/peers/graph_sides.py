"""Programs that run the studio's own ONNX file: onnxruntime and OpenVINO, on the processor."""

import numpy as np

OUTPUTS = ["logits", "features"]


def make(order, classes, library, precision="f32"):
    shape = (order["batch"], order["size"], order["size"], 3)
    images = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    if library == "onnxruntime":
        import onnxruntime

        session = onnxruntime.InferenceSession(order["onnx"], providers=["CPUExecutionProvider"])
        return {
            "step": lambda: session.run(OUTPUTS, {"images": images}),
            "versions": {"onnxruntime": onnxruntime.__version__},
        }
    import openvino

    hints = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
    core = openvino.Core()
    network = core.read_model(order["onnx"])
    network.reshape({"images": list(shape)})
    compiled = core.compile_model(network, "CPU", hints)
    outputs = [compiled.output(name) for name in OUTPUTS]
    request = compiled.create_infer_request()

    def step():
        results = request.infer({"images": images})
        return [results[output].copy() for output in outputs]

    return {"step": step, "versions": {"openvino": openvino.__version__}}
