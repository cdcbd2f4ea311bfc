import type { Fit } from '../vocabulary/images';
import type { ModelFormat } from './formats';
import { pythonRead, pythonReadImports } from './python-read';

/** Code that uses an exported model, for a person to copy. */
export interface Sample {
  readonly language: 'python' | 'javascript' | 'sh';
  readonly code: string;
}

interface Place {
  /** The path of the exported file or folder, as the person's program would name it. */
  readonly path: string;
  readonly imageSize: number;
  /** How pictures become squares; "cover" if it is left out. */
  readonly fit?: Fit;
}

const tfjsFits = {
  cover: {
    about: (size: number) => `// The middle of the picture, the shorter side at ${size} pixels.`,
    places: `  const side = Math.min(width, height);
  const [x, y] = [(width - side) / 2, (height - side) / 2];`,
    draw: '  context.drawImage(image, x, y, side, side, 0, 0, size, size);',
  },
  contain: {
    about: (size: number) =>
      `// All of the picture, the longer side at ${size} pixels, black bars beside it.`,
    places: `  const scale = size / Math.max(width, height);
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const [x, y] = [Math.floor((size - w) / 2), Math.floor((size - h) / 2)];`,
    draw: `  context.fillStyle = 'white';
  context.fillRect(x, y, w, h);
  context.drawImage(image, x, y, w, h);`,
  },
  squeeze: {
    about: (size: number) => `// All of the picture, squeezed to ${size} pixels.`,
    places: '',
    draw: '  context.drawImage(image, 0, 0, width, height, 0, 0, size, size);',
  },
} as const satisfies Record<Fit, object>;

/** A sample for each format. The examples read pictures as the studio does. */
const samples: Readonly<Record<ModelFormat, (place: Place) => Sample>> = {
  folder: ({ path }) => ({
    language: 'sh',
    code: `cd ${shellWord(path)}
pip install -r requirements.txt
python predict.py PHOTOS_OR_FOLDERS > predictions.csv`,
  }),
  onnx: ({ path, imageSize, fit }) => ({
    language: 'python',
    code: `import json
import onnxruntime
${pythonReadImports}

${pythonRead(imageSize, fit)}

model = onnxruntime.InferenceSession(${quoted(path)})
facts = model.get_modelmeta().custom_metadata_map
names = json.loads(facts["classes"])

images = read("image.jpg")[np.newaxis]  # uint8 [n, ${imageSize}, ${imageSize}, 3]
[shares] = model.run(["probabilities"], {"images": images})
best = int(shares[0].argmax())
print(names[best], float(shares[0, best]))
`,
  }),
  savedmodel: ({ path, imageSize, fit }) => ({
    language: 'python',
    code: `import tensorflow as tf
${pythonReadImports}

${pythonRead(imageSize, fit)}

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
  timm: ({ path, imageSize, fit = 'cover' }) => ({
    language: 'python',
    code: `import json
import timm
import torch
from safetensors import safe_open
${pythonReadImports}

${pythonRead(imageSize, fit)}

file = ${quoted(path)}
with safe_open(file, "pt") as f:
    facts = f.metadata()
names = json.loads(facts["classes"])
model = timm.create_model(
    facts["timm_model"], num_classes=len(names), checkpoint_path=file
).eval()

mean, std = (torch.tensor(json.loads(facts[key])) for key in ("mean", "std"))
image = torch.from_numpy(read("image.jpg").copy()) / 255
with torch.inference_mode():
    images = ((image - mean) / std).permute(2, 0, 1)[None]
    shares = model(images).softmax(1)[0]
best = int(shares.argmax())
print(names[best], float(shares[best]))
`,
  }),
  tfjs: ({ imageSize, fit = 'cover' }) => ({
    language: 'javascript',
    code: `import * as tf from '@tensorflow/tfjs';

const model = await tf.loadGraphModel('model.json');
const names = await (await fetch('labels.json')).json();

${tfjsFits[fit].about(imageSize)}
function read(image, size = ${imageSize}) {
  const { naturalWidth: width, naturalHeight: height } = image;
${tfjsFits[fit].places}
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '${fit === 'contain' ? 'black' : 'white'}';
  context.fillRect(0, 0, size, size);
${tfjsFits[fit].draw}
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

/** A string literal that both Python and JavaScript can read. */
const quoted = (text: string) => JSON.stringify(text);

const shellWord = (text: string) =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
