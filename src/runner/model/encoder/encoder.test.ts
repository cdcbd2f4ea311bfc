import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EncoderCard } from '../../../core/encoder/card';
import { architecture } from '../../../core/network/arch';
import type { EncoderSpec } from '../../../core/network/model-spec';
import { predicted, someModel, somePixels, worst } from '../../../engine/export/exported.fixture';
import { writeOnnx } from '../../../engine/export/onnx/onnx';
import { writeTinyEncoder } from '../../../engine/export/onnx/tiny-encoder.fixture';
import { hashFiles } from '../../../files/reading/file-hash';
import { openModel } from '../model-predictor';
import { encoderPixels } from './pixels';
import { pooled } from './session';

const folder = mkdtempSync(join(tmpdir(), 'encoder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const basics: Omit<EncoderCard, 'imageSize' | 'input' | 'output' | 'features' | 'sha256' | 'mean' | 'std'> = {
  ...{ name: 'some', arch: 'encoder', anySize: false, parameters: 1, bytes: 1, files: [] },
  ...{ memory: { fixed: 0, perImage: 0 }, trainedOn: '', source: '', licence: '' },
};

async function specOf(
  file: string,
  card: Pick<EncoderCard, 'imageSize' | 'input' | 'output' | 'features' | 'mean' | 'std'>,
): Promise<EncoderSpec> {
  const encoder = { ...basics, ...card, sha256: await hashFiles([file]) };
  const { imageSize, mean, std } = card;
  return { arch: 'encoder', encoder, classes: 3, imageSize, mean, std };
}

describe('an encoder', () => {
  it('gives of our own exported Lite2 the features that the engine gives, whatever the number of images', async () => {
    const model = someModel(architecture('lite2'), 96);
    const file = join(folder, 'lite2.onnx');
    writeOnnx(file, model);
    const spec = await specOf(file, {
      imageSize: 96,
      input: { name: 'images', element: 'uint8', layout: 'channels-last', batch: null },
      output: { name: 'features', element: 'float32', pooling: 'all' },
      features: 1280,
      ...{ mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] },
    });
    const pixels = somePixels(5, 96);
    const { features } = predicted(model, pixels);
    for (const batch of [1, 2, 8]) {
      const predictor = await openModel(spec, batch, { encoder: [file] });
      const given = await predictor.predict(pixels);
      await predictor.close();
      expect(predictor.features).toBe(1280);
      expect(Math.max(...features.map(Math.abs))).toBeGreaterThan(0.05);
      expect(worst(features, given.features)).toBeLessThan(1e-4);
      expect(given.logits).toEqual(new Float32Array(15));
    }
  });

  it('with a head gives logits, the same to the bit each time, and refuses a file that is not the one that was fitted', async () => {
    const file = join(folder, 'tiny.onnx');
    writeTinyEncoder(file);
    const spec = await specOf(file, {
      imageSize: 16,
      input: { name: 'images', element: 'float32', layout: 'channels-first', batch: null },
      output: { name: 'features', element: 'float32', pooling: 'all' },
      features: 8,
      ...{ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
    });
    const weight = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
    const weights = new Map([
      ['head.weight', weight],
      ['head.bias', Float32Array.of(1, 2, 3)],
    ]);
    const pixels = somePixels(11, 16);
    const said = async () => {
      const predictor = await openModel(spec, 4, { weights, encoder: [file] });
      const prediction = await predictor.predict(pixels);
      await predictor.close();
      return prediction;
    };
    const { features, logits } = await said();
    const expected = (image: number, c: number) =>
      features
        .subarray(image * 8, image * 8 + 8)
        .reduce((sum, value, f) => sum + value * weight[f * 3 + c], c + 1);
    for (const [image, c] of [
      [0, 0],
      [3, 2],
      [10, 1],
    ])
      expect(logits[image * 3 + c]).toBeCloseTo(expected(image, c), 5);
    expect(await said()).toEqual({ features, logits });
    truncateSync(file, 100);
    await expect(said()).rejects.toMatchObject({ code: 'encoder-changed' });
  });
});

describe('encoderPixels', () => {
  const images = Uint8Array.of(255, 0, 51, 102, 0, 0, 0, 0, 0, 0, 0, 255);
  const use = { imageSize: 2, mean: [0.2, 0, 0.5], std: [0.5, 1, 0.25] } as const;
  const input = { name: 'x', element: 'float32', layout: 'channels-first', batch: null } as const;
  const of = (changes: object, length = 12) => [
    ...encoderPixels(images, length, {
      ...use,
      mean: [...use.mean],
      std: [...use.std],
      input: { ...input, ...changes },
    }),
  ];

  it('normalises each colour, and puts colours first or last', () => {
    const red = [1.6, 0.4, -0.4, -0.4].map(Math.fround);
    const close = (values: number[], expected: number[]) => {
      for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i], 5);
    };
    close(of({}), [...red, 0, 0, 0, 0, -1.2, -2, -2, 2]);
    close(of({ layout: 'channels-last' }), [1.6, 0, -1.2, 0.4, 0, -2, -0.4, 0, -2, -0.4, 0, 2]);
  });

  it('leaves bytes as they are, and fills a batch that a graph was made for with nothing', () => {
    expect(of({ element: 'uint8' }, 24)).toEqual([
      255,
      102,
      0,
      0,
      0,
      0,
      0,
      0,
      51,
      0,
      0,
      255,
      ...Array(12).fill(0),
    ]);
    expect(of({ element: 'uint8', layout: 'channels-last' })).toEqual([...images]);
  });

  it('makes halves of floats', () => {
    // The number 1 in float16 is 0x3c00.
    const one = encoderPixels(Uint8Array.of(255, 255, 255), 3, {
      ...{ imageSize: 1, mean: [0, 0, 0], std: [1, 1, 1], input: { ...input, element: 'float16' } },
    });
    expect([...one]).toEqual([0x3c00, 0x3c00, 0x3c00]);
  });
});

describe('pooled', () => {
  const values = Float32Array.from({ length: 12 }, (_, i) => i);

  it('takes rows, the first token, the mean of tokens or of places', () => {
    expect([...pooled(values, [2, 6], 'all', 2).features]).toEqual([...values]);
    expect([...pooled(values, [2, 3, 2], 'first-token', 2).features]).toEqual([0, 1, 6, 7]);
    expect([...pooled(values, [2, 3, 2], 'mean-token', 2).features]).toEqual([2, 3, 8, 9]);
    expect([...pooled(values, [1, 3, 2, 2], 'mean-place', 1).features]).toEqual([1.5, 5.5, 9.5]);
  });

  it('refuses an output without a row for each image', () => {
    expect(() => pooled(values, [12], 'all', 2)).toThrow('[12]');
    expect(() => pooled(values, [3, 4], 'all', 2)).toThrow('[3, 4]');
    expect(() => pooled(values, [2, 3, 2], 'all', 2)).toThrow();
  });
});
