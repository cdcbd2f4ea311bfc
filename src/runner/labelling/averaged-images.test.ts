import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutOf } from '../../core/network/layers';
import type { NetworkSpec } from '../../core/network/model-spec';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { softmax } from '../../core/selection/softmax';
import { mirrorImages } from '../../data/augment/crops/mirror-images';
import { PixelCache } from '../../data/cache/pixel-cache';
import type { Weights } from '../../engine/models/folded-layers';
import type { Look, PredictJob } from '../job/messages';
import { openModel } from '../model/model-predictor';
import { networkOf } from '../model/network-of';
import { weightsIn, writeWeights } from '../model/weights-file';
import { makeTraining, quietHooks } from '../training/training.fixture';
import { AveragedImages } from './averaged-images';

const folder = mkdtempSync(join(tmpdir(), 'averaged-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

const images = 9;
const { spec, inputs } = makeTraining(folder, { images, model: {}, training: {} });
const { hashes } = inputs.labelled;
// The same images at another size.
makeTraining(folder, { images, model: { imageSize: 24 }, training: {} });
const model = spec.model as NetworkSpec;
const larger: NetworkSpec = { ...model, imageSize: 24, laidOutFor: model.imageSize };
const other: NetworkSpec = { ...model, arch: 'small-1.25' };
const { classes } = model;

/** Random weights with a classifier scaled up, so that its predictions differ between images. */
function weightsOf(of: NetworkSpec, seed: number): Weights {
  const layout = layoutOf(networkOf(of), classes);
  return new Map(
    parametersOf(layout).map((each, i) => {
      const values = initialValue(each, i, seed);
      return [each.name, each.name === 'classifier.weight' ? values.map((w) => 100 * w) : values];
    }),
  );
}

const files: string[] = [];
beforeAll(() => {
  for (const [i, of] of [model, other].entries()) {
    const own = join(folder, String(i));
    mkdirSync(own);
    files.push(join(own, writeWeights(own, { model: of }, weightsOf(of, 5 + i), 0).weights));
  }
});

/** A model's outputs for its images, mirrored or as they are. */
async function saidBy({ model: of, weights }: Pick<Look, 'model' | 'weights'>, isMirrored: boolean) {
  const cache = PixelCache.open(folder, of.imageSize);
  const pixels = cache.read(Int32Array.from({ length: images }, (_, i) => i));
  cache.close();
  const open = await openModel(of, images, { weights: weightsIn(weights) });
  const said = await open.predict(isMirrored ? mirrorImages(pixels, of.imageSize) : pixels);
  await open.close();
  return { probabilities: softmax(said.logits, classes), features: said.features };
}

async function averaged(looks: readonly Look[]) {
  const job = { model, weights: files[0], cacheFolder: folder } as PredictJob;
  const open = await AveragedImages.open(job, looks, images, quietHooks());
  const said = await open.predict(hashes);
  await open.close();
  return { probabilities: softmax(said.logits, classes), features: said.features };
}

const meanOf = (each: readonly Float32Array[]) =>
  each[0].map((_, i) => each.reduce((sum, values) => sum + values[i], 0) / each.length);

const expectClose = (a: Float32Array, b: Float32Array) => {
  expect(a.length).toBe(b.length);
  for (const [i, value] of a.entries()) expect(Math.abs(value - b[i])).toBeLessThan(1e-5);
};

describe('several looks at an image', () => {
  it('say the mean of what each says: as it is, mirrored, at another size, and by another model', async () => {
    const [own, ofLarger, ofOther] = [
      { model, weights: files[0] },
      { model: larger, weights: files[0] },
      { model: other, weights: files[1] },
    ];
    const both = [false, true];
    const each = [
      ...(await Promise.all(both.map((isMirrored) => saidBy(own, isMirrored)))),
      ...(await Promise.all(both.map((isMirrored) => saidBy(ofLarger, isMirrored)))),
      await saidBy(ofOther, false),
    ];
    const said = await averaged([
      { ...own, mirrored: both },
      { ...ofLarger, mirrored: both },
      { ...ofOther, mirrored: [false] },
    ]);
    expectClose(said.probabilities, meanOf(each.map(({ probabilities }) => probabilities)));
    // Features are the model's own.
    expectClose(said.features, meanOf(each.slice(0, 4).map(({ features }) => features)));
    for (const { probabilities } of each)
      expect(Math.max(...probabilities.map((p, i) => Math.abs(p - said.probabilities[i])))).toBeGreaterThan(
        1e-3,
      );
  });

  it('say the same of one look as the model does', async () => {
    const own = { model, weights: files[0] };
    const [said, plain] = [await averaged([{ ...own, mirrored: [false] }]), await saidBy(own, false)];
    expectClose(said.probabilities, plain.probabilities);
    expect(said.features).toEqual(plain.features);
  });
});
