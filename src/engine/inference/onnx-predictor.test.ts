import { afterAll, describe, expect, it, vi } from 'vitest';
import { type ArchName, architecture } from '../../core/network/arch';
import { someModel, somePixels, worst } from '../export/exported.fixture';
import { OnnxPredictor } from './onnx-predictor';
import { openNetwork } from './open-network';
import { Predictor } from './predictor';

const models: [ArchName, number][] = [
  ['small', 28],
  ['b0', 64],
  ['lite0', 97],
  ['v2-b0', 101],
];

describe('OnnxPredictor', () => {
  it.each(models)(
    "gives TensorFlow's logits and features to 1e-4, however many images: %s at %i",
    async (name, imageSize) => {
      const { weights, classNames, ...model } = someModel(architecture(name), imageSize);
      const settings = { ...model, imageSize, classes: classNames.length, batch: 3 };
      const [byOnnx, byTensorFlow] = [
        await OnnxPredictor.open(settings, weights),
        new Predictor(settings, weights),
      ];
      try {
        for (const images of [1, 3, 7]) {
          const pixels = somePixels(images, imageSize);
          const [given, expected] = [await byOnnx.predict(pixels), byTensorFlow.predict(pixels)];
          expect(Math.max(...expected.logits.map(Math.abs))).toBeGreaterThan(0.05);
          expect(worst(expected.logits, given.logits)).toBeLessThan(1e-4);
          expect(worst(expected.features, given.features)).toBeLessThan(1e-4);
        }
      } finally {
        await byOnnx.close();
        byTensorFlow.close();
      }
    },
  );

  it('takes images from memory that threads share', async () => {
    const { weights, classNames, ...model } = someModel(architecture('small'), 28);
    const predictor = await OnnxPredictor.open({ ...model, classes: classNames.length, batch: 4 }, weights);
    const pixels = somePixels(6, 28);
    const shared = new Uint8Array(new SharedArrayBuffer(pixels.length));
    shared.set(pixels);
    expect(await predictor.predict(shared)).toEqual(await predictor.predict(pixels));
    await predictor.close();
  });

  it('says the same to the bit each time', async () => {
    const { weights, classNames, ...model } = someModel(architecture('b0'), 64);
    const settings = { ...model, classes: classNames.length, batch: 16 };
    const pixels = somePixels(40, 64);
    const said: Float32Array[] = [];
    for (let time = 0; time < 2; time++) {
      const predictor = await OnnxPredictor.open(settings, weights);
      said.push((await predictor.predict(pixels)).logits, (await predictor.predict(pixels)).logits);
      await predictor.close();
    }
    for (const logits of said)
      expect(Buffer.from(logits.buffer).equals(Buffer.from(said[0].buffer))).toBe(true);
  });
});

describe('openNetwork', () => {
  const { weights, classNames, ...model } = someModel(architecture('small'), 28);
  const settings = { ...model, classes: classNames.length, batch: 4 };
  const opened: Awaited<ReturnType<typeof openNetwork>>[] = [];
  afterAll(() => Promise.all(opened.map(({ predictor }) => predictor.close())));

  it('takes onnxruntime on a processor, with weights and without', async () => {
    for (const its of [weights, undefined]) {
      const network = await openNetwork(settings, its);
      opened.push(network);
      expect(network).toMatchObject({ failure: null });
      expect(network.predictor).toBeInstanceOf(OnnxPredictor);
      expect((await network.predictor.predict(somePixels(5, 28))).logits.every(Number.isFinite)).toBe(true);
    }
  });

  it('takes TensorFlow where onnxruntime does not run, and keeps the reason', async () => {
    const reason = new Error('libonnxruntime.so.1: cannot open shared object file');
    vi.spyOn(OnnxPredictor, 'open').mockRejectedValueOnce(reason);
    const network = await openNetwork(settings, weights);
    opened.push(network);
    expect(network.predictor).toBeInstanceOf(Predictor);
    expect(network.failure).toBe(reason);
    expect((await network.predictor.predict(somePixels(5, 28))).logits.every(Number.isFinite)).toBe(true);
  });
});
