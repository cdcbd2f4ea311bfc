import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { studioError } from '../../core/errors';
import type { Architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { giveName, refusedWrite, writeWholeSync } from '../../files/durable';
import { GraphBuilder, type SignatureTensor } from '../graph/proto';
import { Recorder } from '../graph/recorder';
import { fold, foldedLayers, foldedParametersOf, type Weights } from '../models/folded-layers';
import { network } from '../models/network';
import { binding, type Tensor, tf } from '../runtime';

export interface SavedModelSettings {
  readonly arch: Architecture;
  readonly weights: Weights;
  readonly classNames: readonly string[];
  readonly imageSize: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly batchNormEpsilon: number;
}

/**
 * Writes a trained network as a TensorFlow SavedModel folder: batch normalisation folded, weights as constants, preprocessing
 * inside. Its signature `serving_default` takes `images` `[n, size, size, 3]` uint8 RGB, any n, and gives `logits` and
 * `probabilities` `[n, classes]` and `features` `[n, head]`. Written beside and renamed; throws `export-target-exists`.
 */
export function exportSavedModel(folder: string, settings: SavedModelSettings): void {
  if (existsSync(folder)) throw studioError('export-target-exists', { path: folder });
  mkdirSync(dirname(folder), { recursive: true });
  const beside = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    writeWholeSync(join(beside, 'saved_model.pb'), savedModelBytes(settings));
    mkdirSync(join(beside, 'assets.extra'));
    writeWholeSync(join(beside, 'assets.extra', 'labels.txt'), lines(settings.classNames));
    writeWholeSync(join(beside, 'README.md'), card(settings));
    giveName(beside, folder, true);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw refusedWrite(error, folder);
  }
}

function savedModelBytes(settings: SavedModelSettings): Uint8Array {
  const { arch, imageSize, mean, std, classNames } = settings;
  const layout = layoutOf(arch, classNames.length);
  const folded = fold(settings.weights, layout, settings.batchNormEpsilon);
  const graph = new GraphBuilder();
  const anyBatch = [-1, imageSize, imageSize, 3];
  const fed = graph.node(
    'Placeholder',
    [],
    { dtype: { type: binding.TF_UINT8 }, shape: { shape: anyBatch } },
    'images',
  );
  const recorder = new Recorder(graph, () => undefined);
  const outputs: Record<string, SignatureTensor> = {};
  tf.tidy(() => {
    const parameters = new Map<string, Tensor>();
    for (const { name, shape } of foldedParametersOf(layout))
      parameters.set(name, tf.tensor(folded.get(name) as Float32Array, [...shape]));
    const images = tf.zeros([1, imageSize, imageSize, 3]);
    const cast = { SrcT: { type: binding.TF_UINT8 }, DstT: { type: binding.TF_FLOAT } };
    recorder.bind(images, graph.node('Cast', [fed], cast));
    const layers = foldedLayers((name) => parameters.get(name) as Tensor, mean, std);
    const results = recorder.record(() => {
      const { logits, features } = network(images, layers, layout);
      return { logits, features, probabilities: tf.softmax(logits) };
    });
    for (const [name, tensor] of Object.entries(results)) {
      const type = binding.TF_FLOAT;
      const node = graph.node('Identity', [recorder.outputOf(tensor)], { T: { type } }, name);
      outputs[name] = { name: `${node}:0`, dtype: type, shape: [-1, tensor.shape[1] as number] };
    }
    return [];
  });
  const inputs = { images: { name: `${fed}:0`, dtype: binding.TF_UINT8, shape: anyBatch } };
  return graph.savedModel({ serving_default: { inputs, outputs } });
}

/** What a person who finds the folder needs to know. */
/** A line a class; a line break in a name, of a project of before, would shift all that follow. */
const lines = (names: readonly string[]) =>
  names.map((name) => `${name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}\n`).join('');

function card({ arch, imageSize, classNames }: SavedModelSettings): string {
  return `# ${arch.name}, ${classNames.length} classes, ${imageSize}x${imageSize}

A TensorFlow SavedModel exported by Noisy Studio. Mean and deviation are inside: give it RGB images of ${imageSize}x${imageSize} pixels, made
as they were for training: upright, over white, the shorter side ${imageSize} by antialiased bicubic resizing, the middle cut out. Another
way to resize costs agreement with \`noisy-studio predict\`.

\`\`\`python
import numpy as np, tensorflow as tf
from PIL import Image, ImageOps

def read(path, size=${imageSize}):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    shape = [max(size, round(side * size / min(image.size))) for side in image.size]
    image = image.resize(shape, Image.BICUBIC)
    left, top = [(side - size + 1) // 2 for side in shape]
    return np.asarray(image.crop((left, top, left + size, top + size)))

model = tf.saved_model.load("FOLDER").signatures["serving_default"]
images = np.stack([read(path) for path in ["a.jpg", "b.jpg"]])
out = model(images=tf.constant(images))  # uint8 [n, ${imageSize}, ${imageSize}, 3]
out["probabilities"], out["logits"], out["features"]
\`\`\`

Classes, in the order of the outputs, are in \`assets.extra/labels.txt\`.
`;
}
