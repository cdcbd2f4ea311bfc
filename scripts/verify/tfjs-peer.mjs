import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

/**
 * Loads exported TensorFlow.js models over HTTP, as a page does, in TensorFlow.js with its plain JavaScript backend, and runs them on
 * pixels. It runs in a process of its own, because in ours tfjs-node would be used instead. The argument is a JSON list of what to do; each
 * result is float32: logits, features, probabilities.
 *
 * @typedef {{ folder: string, pixels: string, images: number, size: number, out: string }} Work
 */
const work = /** @type {Work[]} */ (JSON.parse(process.argv[2]));
const server = createServer((request, response) => {
  const [, at, file] = decodeURIComponent(request.url ?? '').split('/');
  response.end(readFileSync(join(work[Number(at)].folder, basename(file))));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
await tf.setBackend('cpu');
for (const [at, { pixels, images, size, out }] of work.entries()) {
  const model = await loadGraphModel(`http://127.0.0.1:${port}/${at}/model.json`);
  const input = tf.tensor4d(readFileSync(pixels), [images, size, size, 3], 'int32');
  const given = model.execute({ images: input }, ['logits', 'features', 'probabilities']);
  const values = /** @type {tf.Tensor[]} */ (given).map((tensor) => [...tensor.dataSync()]);
  writeFileSync(out, Float32Array.from(values.flat()));
  model.dispose();
}
server.close();
