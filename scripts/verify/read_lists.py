"""Reads lists of labels by the tools' own readers and prints a line for each format. Gives the number of those that are wrong."""

import contextlib
import io
import json
import os
import sys

folder = sys.argv[1]
# Class by name of the image's file, and split by the same.
truth = json.load(open(os.path.join(folder, "truth.json"), encoding="utf8"))
wrong = 0


def compare(name, reader, found):
    """`found` as the truth is: {stem: [class, split]}."""
    global wrong
    differ = [key for key in sorted(set(found) | set(truth)) if found.get(key) != truth.get(key)]
    if differ:
        wrong += 1
        print(f"WRONG  {name:<14} {reader}: {len(differ)} of {len(truth)} differ, such as", differ[0], found.get(differ[0]), truth.get(differ[0]))
    else:
        print(f"ok     {name:<14} {reader}: {len(found)} images, classes and splits as they went out")


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def by_coco():
    import pycocotools
    from pycocotools.coco import COCO

    found = {}
    for file in sorted(os.listdir(os.path.join(folder, "coco"))):
        with contextlib.redirect_stdout(io.StringIO()):
            coco = COCO(os.path.join(folder, "coco", file))
        for image in coco.loadImgs(coco.getImgIds()):
            annotations = coco.loadAnns(coco.getAnnIds(imgIds=[image["id"]]))
            [label] = [coco.loadCats([each["category_id"]])[0]["name"] for each in annotations]
            assert os.path.exists(os.path.join(folder, "coco", image["file_name"])), image
            found[stem(image["file_name"])] = [label, file[: -len(".json")]]
    compare("coco", "pycocotools", found)


def by_datumaro(name, format, path):
    import datumaro

    dataset = datumaro.Dataset.import_from(path, format)
    labels = dataset.categories()[datumaro.AnnotationType.label]
    found = {}
    for item in dataset:
        classes = {labels[each.label].name for each in item.annotations if each.type == datumaro.AnnotationType.label}
        [label] = classes
        found[stem(item.id) if "." in os.path.basename(item.id) else os.path.basename(item.id)] = [label, item.subset]
    compare(name, f"datumaro {datumaro.__version__}", found)


by_coco()
by_datumaro("voc", "voc_classification", os.path.join(folder, "voc"))
sys.exit(wrong)
