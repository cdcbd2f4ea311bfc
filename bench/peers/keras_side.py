"""Keras on TensorFlow, its own EfficientNet-B0, as a compiled graph."""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf


def make(order, classes):
    keras.utils.set_random_seed(1)
    if order["model"] != "b0":
        return {"absent": f"Keras has no {order['model']}"}
    shape = (order["size"], order["size"], 3)
    model = keras.applications.EfficientNetB0(
        weights=None, input_shape=shape, classes=classes, classifier_activation=None
    )
    images = np.random.default_rng(1).integers(0, 256, (order["batch"], *shape), dtype=np.uint8)
    targets = np.eye(classes, dtype=np.float32)[np.arange(order["batch"]) % classes]
    model.compile(
        optimizer=keras.optimizers.SGD(0.01, momentum=0.9),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True),
        jit_compile=False,
    )
    step = (
        (lambda: model.train_on_batch(images, targets))
        if order["work"] == "training"
        else (lambda: model.predict_on_batch(images))
    )
    parameters = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    return {
        "step": step,
        "parameters": parameters,
        "versions": {"keras": keras.__version__, "tensorflow": tf.__version__},
    }
