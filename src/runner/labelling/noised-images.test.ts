import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { resolveRecipe } from '../../core/recipe';
import type { LabellingNoise, PredictJob } from '../job/messages';
import { networkOf } from '../model/network-of';
import { makeTraining, quietHooks } from '../training/training.fixture';
import { NoisedImages } from './noised-images';

const folder = mkdtempSync(join(tmpdir(), 'noised-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

const images = 20;
const { spec, inputs } = makeTraining(folder, { images, model: {}, training: {} });
const { hashes } = inputs.labelled;
const { model } = spec;
const { classes } = model;
const weights = new Map(
  parametersOf(layoutOf(networkOf(model), classes)).map((each, i) => [each.name, initialValue(each, i, 5)]),
);
const input = { ...resolveRecipe('quick-cpu').noise.student, flip: true };
const noised: LabellingNoise = { input, dropout: 0.4, survival: 0.5, cacheSide: model.imageSize, seed: 3 };

function told(noise: Partial<LabellingNoise>, most: number, asked: Uint8Array, hooks = quietHooks()) {
  const job = { model, cacheFolder: folder } as PredictJob;
  const open = NoisedImages.open(job, { ...noised, ...noise }, weights, most, hooks);
  const logits: number[] = [];
  for (let at = 0; at < asked.length; at += 32 * open.batch)
    logits.push(...open.predict(asked.subarray(at, at + 32 * open.batch)).logits);
  open.close();
  return logits;
}

const far = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

describe('images that a model sees with noise', () => {
  it('are noised by their hash: alike in any order and batch', () => {
    const whole = told({}, images, hashes);
    expect(told({}, images, hashes)).toEqual(whole);
    const backwards = new Uint8Array(hashes.length);
    for (let i = 0; i < images; i++)
      backwards.set(hashes.subarray(32 * i, 32 * (i + 1)), 32 * (images - 1 - i));
    const turned = told({}, 3, backwards);
    for (let i = 0; i < images; i++) {
      const at = (images - 1 - i) * classes;
      expect(far(turned.slice(at, at + classes), whole.slice(i * classes, (i + 1) * classes))).toBeLessThan(
        1e-6,
      );
    }
  });

  it('have each kind of noise, and other noise by another seed', () => {
    const still = { dropout: 0, survival: 1, input: null };
    const clean = told(still, images, hashes);
    for (const one of [{ dropout: 0.4 }, { survival: 0.5 }, { input }])
      expect(far(told({ ...still, ...one }, images, hashes), clean)).toBeGreaterThan(1e-4);
    expect(far(told({ seed: 4 }, images, hashes), told({}, images, hashes))).toBeGreaterThan(1e-4);
  });

  it('are computed by TensorFlow, which a person is told where onnxruntime would be faster', () => {
    const hooks = quietHooks();
    told({}, images, hashes, hooks);
    expect(hooks.notes).toEqual([expect.stringContaining('TensorFlow computes that, more slowly')]);
  });
});
