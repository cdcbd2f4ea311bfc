import type { Fit } from '../vocabulary/images';
import { pythonRead, pythonReadImports } from './python-read';

/** The packages that the exported program needs; older versions were not tried. */
export const predictRequirements = 'numpy>=1.26\nonnxruntime>=1.17\npillow>=10.1\n';

/**
 * A Python program that stands beside `model.onnx` and `labels.json`: it shows files and folders to the model and writes a line of CSV for
 * each picture. It needs onnxruntime, Pillow and numpy, and reads pictures as the studio does.
 */
export function predictProgram(imageSize: number, fit?: Fit): string {
  return `"""What the model beside this file sees in pictures, as CSV: file, class, probability.

    python predict.py photo.jpg folder_of_photos > predictions.csv
"""
import argparse
import csv
import json
import os
import sys

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # onnxruntime reports its use to Microsoft otherwise
import onnxruntime
${pythonReadImports}

HERE = os.path.dirname(os.path.abspath(__file__))
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif")


${pythonRead(imageSize, fit)}


def pictures(paths):
    """Files as they are, and the pictures below folders, in the order of their names."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(ENDINGS) and not name.startswith("."):
                    yield os.path.join(folder, name)


def batches(paths, size, complain):
    """Pictures that could be read, with their files, a few at a time."""
    files, images = [], []
    for path in pictures(paths):
        try:
            images.append(read(path))
        except Exception as error:  # whatever is wrong with a file, the others are read
            complain(path, error)
            continue
        files.append(path)
        if len(files) == size:
            yield files, np.stack(images)
            files, images = [], []
    if files:
        yield files, np.stack(images)


def main():
    parser = argparse.ArgumentParser(description="Classify pictures; writes CSV.")
    parser.add_argument("paths", nargs="+", help="image files, or folders of them")
    parser.add_argument("--out", help="write here instead of to the screen")
    parser.add_argument("--all", action="store_true", help="a column for the probability of every class")
    parser.add_argument("--batch", type=int, default=16, help="pictures at a time")
    options = parser.parse_args()

    model = onnxruntime.InferenceSession(os.path.join(HERE, "model.onnx"), providers=["CPUExecutionProvider"])
    with open(os.path.join(HERE, "labels.json"), encoding="utf-8") as f:
        labels = json.load(f)
    failed = []

    def complain(path, error):
        failed.append(path)
        print(f"{path}: cannot be read ({error})", file=sys.stderr)

    if options.out:
        out = open(options.out, "w", newline="", encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8", newline="")
        out = sys.stdout
    table = csv.writer(out)
    table.writerow(["file", "class", "probability", *(labels if options.all else [])])
    for files, images in batches(options.paths, max(1, options.batch), complain):
        [shares] = model.run(["probabilities"], {"images": images})
        for file, row in zip(files, shares):
            best = int(row.argmax())
            others = [f"{share:.6f}" for share in row] if options.all else []
            table.writerow([file, labels[best], f"{row[best]:.6f}", *others])
    if out is not sys.stdout:
        out.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
`;
}
