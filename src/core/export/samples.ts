import { pythonRead, pythonReadImports } from '../words/python-read';
import type { ModelFormat } from './formats';

/** How an exported model is used, as a person would copy it. */
export interface Sample {
  readonly language: 'python' | 'javascript' | 'sh';
  readonly code: string;
}

interface Place {
  /** Of the exported file or folder, as the person's program would name it. */
  readonly path: string;
  readonly imageSize: number;
}

/** A sample for each format. The examples read pictures as the studio does. */
const samples: Readonly<Record<ModelFormat, (place: Place) => Sample>> = {
  folder: ({ path }) => ({
    language: 'sh',
    code: `cd ${shellWord(path)}
pip install -r requirements.txt
python predict.py PHOTOS_OR_FOLDERS > predictions.csv`,
  }),
  onnx: ({ path, imageSize }) => ({
    language: 'python',
    code: `import json
import onnxruntime
${pythonReadImports}

${pythonRead(imageSize)}

model = onnxruntime.InferenceSession(${quoted(path)})
facts = model.get_modelmeta().custom_metadata_map
names = json.loads(facts["classes"])

images = read("image.jpg")[np.newaxis]  # uint8 [n, ${imageSize}, ${imageSize}, 3]
[shares] = model.run(["probabilities"], {"images": images})
best = int(shares[0].argmax())
print(names[best], float(shares[0, best]))
`,
  }),
  savedmodel: ({ path, imageSize }) => ({
    language: 'python',
    code: `import tensorflow as tf
${pythonReadImports}

${pythonRead(imageSize)}

folder = ${quoted(path)}
loaded = tf.saved_model.load(folder)
model = loaded.signatures["serving_default"]
with open(folder + "/assets.extra/labels.txt", encoding="utf-8") as f:
    names = f.read().splitlines()

images = read("image.jpg")[np.newaxis]  # uint8 [n, ${imageSize}, ${imageSize}, 3]
shares = model(images=tf.constant(images))["probabilities"].numpy()
best = int(shares[0].argmax())
print(names[best], float(shares[0, best]))
`,
  }),
  tfjs: ({ imageSize }) => ({
    language: 'javascript',
    code: `import * as tf from '@tensorflow/tfjs';

const model = await tf.loadGraphModel('model.json');
const names = await (await fetch('labels.json')).json();

// The middle of the picture, the shorter side at ${imageSize} pixels.
function read(image, size = ${imageSize}) {
  const { naturalWidth: width, naturalHeight: height } = image;
  const side = Math.min(width, height);
  const [x, y] = [(width - side) / 2, (height - side) / 2];
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, size, size);
  context.drawImage(image, x, y, side, side, 0, 0, size, size);
  return tf.browser.fromPixels(canvas).expandDims();
}

const image = document.querySelector('img');
const shares = tf.tidy(() => model.execute({ images: read(image) }, 'probabilities'));
const row = [...(await shares.data())]; // [1, classes]
const best = row.indexOf(Math.max(...row));
console.log(names[best], row[best]);
`,
  }),
};

export function sampleOf(format: ModelFormat, place: Place): Sample {
  return samples[format](place);
}

/** As Python and JavaScript read a string. */
const quoted = (text: string) => JSON.stringify(text);

const shellWord = (text: string) =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
