import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveRecipe } from '../../core/recipe';
import { PixelCache } from '../../data/cache/pixel-cache';
import type { TrainInputs, TrainSpec } from '../job/messages';
import { JointPlan } from './joint-plan';

const [size, classes, labelled, pool] = [8, 3, 6, 20];
const { training, noise } = resolveRecipe({ training: { labelledBatch: 4 } });

/** The hashes of images `from` to before `from + count`; image i is in row i of the cache. */
const hashesOf = (from: number, count: number) =>
  Uint8Array.from({ length: 32 * count }, (_, at) => (at % 32 === 31 ? from + Math.floor(at / 32) : 0));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'joint-plan-'));
  const cache = PixelCache.open(folder, size);
  for (let i = 0; i < labelled + pool; i++)
    cache.append(i.toString(16).padStart(64, '0'), new Uint8Array(size * size * 3));
  cache.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function planOf(spec: Partial<TrainSpec>, inputs: Partial<TrainInputs>): JointPlan {
  const whole = {
    model: {
      arch: 'small',
      classes,
      imageSize: size,
      mean: [0, 0, 0],
      std: [1, 1, 1],
      batchNormEpsilon: 1e-3,
    },
    dropout: 0,
    survival: 1,
    noise: noise.student,
    training,
    unlabelledRatio: 2,
    inferenceBatch: 8,
    seed: 5,
    initialWeights: null,
    role: 'teacher',
    rateRule: 'step-size',
    ...spec,
  } as TrainSpec;
  const images = {
    hashes: hashesOf(0, labelled),
    labels: Int32Array.from({ length: labelled }, (_, i) => i % classes),
  };
  return JointPlan.over(
    folder,
    whole,
    { labelled: images, pseudo: null, validation: null, ...inputs },
    folder,
  );
}

const unlabelled = { hashes: hashesOf(labelled, pool) };

describe('a step of FixMatch', () => {
  const consistency = { threshold: 0.95, temperature: 0, weight: 3, rampUp: 0.5 };
  const plan = () => planOf({ objective: 'fixmatch', consistency }, { unlabelled });

  it('has every image of the pool twice, first its weak views, then its strong ones', () => {
    const { rows, views, seeds } = plan().images(7);
    expect(plan().batch).toBe(4 + 2 * 8);
    expect([...(views as Uint8Array)]).toEqual([
      ...Array(4).fill(0),
      ...Array(8).fill(1),
      ...Array(8).fill(2),
    ]);
    expect(rows.subarray(0, 4).every((row) => row < labelled)).toBe(true);
    expect(rows.subarray(4).every((row) => row >= labelled)).toBe(true);
    expect(rows.subarray(4, 12)).toEqual(rows.subarray(12));
    expect(new Set(rows.subarray(4, 12)).size).toBe(8);
    // Each view of each image has a noise seed of its own.
    expect(new Set(seeds).size).toBe(20);
  });

  it('moves labelled and weak views only, and gives the strong ones all of the noise', () => {
    const [ofLabelled, weak, strong] = plan().noises;
    expect(ofLabelled).toEqual(weak);
    expect([weak?.randAugment.ops, weak?.flip, weak?.crop]).toEqual([
      0,
      noise.student.flip,
      noise.student.crop,
    ]);
    expect(strong).toEqual(noise.student);
  });

  it('is a function of the step alone, and goes through the whole pool before an image comes again', () => {
    expect(plan().images(11)).toEqual(plan().images(11));
    expect(plan().images(11)).not.toEqual(plan().images(12));
    const seen = [0, 1, 2, 3, 4].flatMap((step) => [...plan().images(step).rows.subarray(4, 12)]);
    expect(new Set(seen.slice(0, pool)).size).toBe(pool);
    expect(new Set(seen.slice(pool)).size).toBe(pool);
  });

  it('tells nothing of the pool’s images, and smoothed labels of the others', () => {
    const targets = plan().targets(3);
    expect(targets.length).toBe(20 * classes);
    expect(targets.subarray(4 * classes).every((value) => value === 0)).toBe(true);
    for (let row = 0; row < 4; row++) {
      const own = targets.subarray(row * classes, (row + 1) * classes);
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    }
  });

  it('weighs the mean of the pool by its weight, which rises over half of the training', () => {
    const weights = (step: number) => plan().weights(step, 100);
    for (const step of [0, 30, 50, 99]) {
      const factor = step < 50 ? Math.exp(-5 * (1 - step / 50) ** 2) : 1;
      expect([...weights(step).subarray(0, 4)]).toEqual(Array(4).fill(0.25));
      for (const weight of weights(step).subarray(4)) expect(weight).toBeCloseTo((factor * 3) / 8, 6);
    }
  });
});

describe('where some classes are rare', () => {
  // There are four images of class 0, and one each of the others.
  const images = { hashes: hashesOf(0, labelled), labels: Int32Array.of(0, 0, 1, 0, 2, 0) };
  const plan = (classBalance: 'none' | 'sampling' | 'weights') =>
    planOf(
      { objective: 'joint', unlabelledRatio: 0, training: { ...training, labelledBatch: 3, classBalance } },
      { labelled: images },
    );
  const seen = (of: JointPlan, steps: number) => {
    const counts = [0, 0, 0];
    for (let step = 0; step < steps; step++) for (const label of of.labels(step)) counts[label]++;
    return counts;
  };

  it('sampling shows every class equally often, none every image', () => {
    expect(seen(plan('sampling'), 8)).toEqual([8, 8, 8]);
    expect(seen(plan('none'), 8)).toEqual([16, 4, 4]);
  });

  it('weights let every class count the same in the loss, and leave its mean as it is', () => {
    const weighted = plan('weights');
    const [all, plain] = [weighted.weights(0, 10), plan('none').weights(0, 10)];
    // With 6 images of 3 classes, the weights are 6 / (3 x 4) for class 0 and 6 / (3 x 1) for the others.
    const expected = [...weighted.labels(0)].map((label, i) => plain[i] * (label === 0 ? 0.5 : 2));
    expect([...all]).toEqual(expected.map((weight) => expect.closeTo(weight, 6)));
    const total = [0, 0, 0];
    for (let step = 0; step < 2; step++)
      weighted.labels(step).forEach((label, i) => {
        total[label] += weighted.weights(step, 10)[i];
      });
    expect(total[0]).toBeCloseTo(total[1], 6);
    expect(total[1]).toBeCloseTo(total[2], 6);
    expect(total[0] + total[1] + total[2]).toBeCloseTo(2 * plain.reduce((sum, each) => sum + each, 0), 5);
  });
});

describe('a step whose images are mixed', () => {
  const pseudo = {
    hashes: hashesOf(labelled, pool),
    copies: new Int32Array(pool).fill(1),
    targets: {
      ...{ kind: 'rows' as const, labelling: null, rows: new Int32Array(pool).fill(-1), temperature: 1 },
      ...{
        classIndex: Int32Array.from({ length: pool }, (_, i) => i % classes),
        places: Int32Array.of(0, 1, 2),
      },
    },
  };
  const mixing = { ...noise.student, mixup: 0.4, cutmix: 1 };
  const of = (mixed: boolean, more: Partial<TrainSpec> = {}) =>
    planOf({ objective: 'joint', noise: mixed ? mixing : noise.student, ...more }, { pseudo });

  it('mixes labelled images with such and pseudo-labelled ones with such, and their targets by the same shares', () => {
    const [mixed, plain] = [of(true), of(false)];
    for (const step of [0, 5]) {
      const { mixes = [], ...images } = mixed.images(step);
      expect(images).toEqual({ ...plain.images(step), mixes: undefined });
      expect(mixes.map(({ first, second }) => [first, second])).toEqual([
        [0, 1],
        [2, 3],
        [4, 5],
        [6, 7],
        [8, 9],
        [10, 11],
      ]);
      const [got, own] = [mixed.targets(step), plain.targets(step)];
      for (const { first, second, share } of mixes)
        for (let c = 0; c < classes; c++) {
          const [a, b] = [own[first * classes + c], own[second * classes + c]];
          expect(got[first * classes + c]).toBeCloseTo(share * a + (1 - share) * b, 6);
          expect(got[second * classes + c]).toBeCloseTo(share * b + (1 - share) * a, 6);
        }
      expect(mixed.weights(step, 10)).toEqual(plain.weights(step, 10));
      expect(mixed.images(step)).toEqual(of(true).images(step));
    }
    expect(mixed.images(0).mixes).not.toEqual(mixed.images(1).mixes);
  });

  it('counts the class that has more of a mixture, and weighs each of its classes by itself', () => {
    const balanced = { training: { ...training, labelledBatch: 4, classBalance: 'weights' as const } };
    // Four images of class 0 have the weight 0.5, and one of each other class has the weight 2.
    const rare = { hashes: hashesOf(0, labelled), labels: Int32Array.of(0, 0, 1, 0, 2, 0) };
    const [mixed, plain] = [mixing, noise.student].map((each) =>
      planOf({ objective: 'joint', noise: each, ...balanced }, { pseudo, labelled: rare }),
    );
    for (let step = 0; step < 8; step++) {
      const [labels, own] = [mixed.labels(step), plain.labels(step)];
      const [weights, whole] = [mixed.weights(step, 10), plain.weights(step, 10)];
      const [targets, ofOne] = [mixed.targets(step), plain.targets(step)];
      const counted = (row: number, c: number) => whole[row] * ofOne[row * classes + c];
      for (const { first, second, share } of mixed.images(step).mixes?.slice(0, 2) ?? []) {
        expect([labels[first], labels[second]]).toEqual(
          share < 0.5 ? [own[second], own[first]] : [own[first], own[second]],
        );
        expect(weights[first]).toBeCloseTo(share * whole[first] + (1 - share) * whole[second], 6);
        for (let c = 0; c < classes; c++)
          for (const [row, other] of [
            [first, second],
            [second, first],
          ])
            expect(weights[row] * targets[row * classes + c]).toBeCloseTo(
              share * counted(row, c) + (1 - share) * counted(other, c),
              6,
            );
      }
    }
  });

  it('leaves all as it is where the objective makes its own targets, and in runs of an older version', () => {
    const consistency = { threshold: 0.95, temperature: 0, weight: 3, rampUp: 0.5 };
    const own = planOf({ objective: 'fixmatch', consistency, noise: mixing }, { unlabelled });
    expect(own.images(0).mixes).toEqual([]);
    const { mixup: _, cutmix: __, ...older } = noise.student;
    expect(
      planOf({ objective: 'joint', noise: older as typeof noise.student }, { pseudo }).images(0).mixes,
    ).toEqual([]);
  });
});

describe('a step whose pseudo-labelled images lack some of the noise', () => {
  it('takes RandAugment and cutout from the pool’s views alone', () => {
    const poolNoise = { randAugment: false, dropout: true, depth: true };
    const strong = { ...noise.student, cutout: 0.5 };
    expect(strong.randAugment.ops).toBeGreaterThan(0);
    const weak = { ...strong, cutout: 0, randAugment: { ...strong.randAugment, ops: 0 } };
    const noises = (more: Partial<TrainSpec>) =>
      planOf({ objective: 'joint', noise: strong, ...more }, { unlabelled }).noises;
    expect(noises({ poolNoise })).toEqual([strong, weak]);
    expect(noises({ poolNoise: { ...poolNoise, randAugment: true } })).toEqual([strong, strong]);
    expect(noises({})).toEqual([strong, strong]);
    expect(noises({ poolNoise, noise: null })).toEqual([null, null]);
  });
});

describe('other steps', () => {
  it('data distillation: usual augmentation of both parts', () => {
    const { noises } = planOf({ objective: 'weak-joint' }, { unlabelled });
    expect(noises.map((each) => each?.randAugment.ops)).toEqual([0, 0]);
    expect(noises.map((each) => each?.flip)).toEqual([noise.student.flip, noise.student.flip]);
  });

  it('Pseudo-Label: the pool counts nothing in the first sixth of its ramp-up, then more and more', () => {
    const consistency = { weight: 3, rampUp: 0.6 };
    const plan = planOf({ objective: 'pseudo-label', consistency }, { unlabelled });
    // A step has 8 images of the pool.
    const at = (step: number) => plan.weights(step, 1000)[plan.labelledBatch];
    expect([at(0), at(100)]).toEqual([0, 0]);
    expect(at(350)).toBeCloseTo(3 / 8 / 2, 6);
    expect(at(600)).toBeCloseTo(3 / 8, 6);
  });

  it('supervised: labelled images alone, all of their noise', () => {
    const plan = planOf({ objective: 'cross-entropy', unlabelledRatio: 0 }, {});
    expect([plan.batch, plan.noises]).toEqual([4, [noise.student]]);
    expect(plan.images(0).rows.length).toBe(4);
  });

  it('a training that an older version began has no objective: all images are noised alike', () => {
    const plan = planOf({ objective: undefined, unlabelledRatio: 0 }, {});
    expect([plan.batch, plan.noises]).toEqual([4, [noise.student, noise.student]]);
  });

  it('the averaged teacher of Mean Teacher has rows of its own behind the others', () => {
    const plan = planOf({ objective: 'mean-teacher', consistency: { weight: 1 } }, { unlabelled });
    expect([...(plan.images(0).views as Uint8Array)]).toEqual([
      ...Array(4).fill(0),
      ...Array(8).fill(1),
      ...Array(8).fill(2),
    ]);
  });

  it('clean where the training has no noise', () => {
    expect(
      planOf({ objective: 'fixmatch', consistency: { weight: 1 }, noise: null }, { unlabelled }).noises,
    ).toEqual([null, null, null]);
  });

  it('names an objective that this version does not know', () => {
    expect(() => planOf({ objective: 'tomorrow' }, {})).toThrow(/"tomorrow".*cross-entropy, joint/);
  });
});
