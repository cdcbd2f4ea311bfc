import { describe, expect, it } from 'vitest';
import { resolveRecipe, type TrainingSettings } from '../recipe';
import { stepSize } from './step-size';

const paper = resolveRecipe('paper-imagenet').training;
const sgd: TrainingSettings = { ...paper, optimizer: 'sgd', learningRate: 0.2, referenceBatch: 64 };

/**
 * The step of plain gradient descent from w = 0 on the quadratic 1/2 (w - target)^2 of each image, whose gradient at 0 is -target. Labelled
 * images have target 1, pseudo-labelled ones 10.
 */
function stepOnQuadratic(
  training: TrainingSettings,
  labelled: number,
  pseudo: number,
  poolWeight?: number,
): number {
  const size = stepSize(training, labelled, pseudo, poolWeight);
  let gradient = 0;
  for (let i = 0; i < labelled; i++) gradient -= size.labelled * 1;
  for (let i = 0; i < pseudo; i++) gradient -= size.pool * 10;
  return -size.peak * gradient;
}

describe('a step on a quadratic', () => {
  // rate x labelled / reference x (1 + R x 10), the released code's total = lab + R unl: 0.2 x 32 / 64 = 0.1.
  it.each([
    [0, 0.1],
    [7, 0.1 * (1 + 70)],
    [14, 0.1 * (1 + 140)],
  ])('has the released code’s size at ratio %i, whatever the sums are divided by', (ratio, step) => {
    for (const lossWeight of ['sum-over-labelled', 'average'] as const)
      expect(stepOnQuadratic({ ...sgd, lossWeight }, 32, 32 * ratio)).toBeCloseTo(step, 9);
  });

  it('counts both means alike with equal-parts', () => {
    for (const ratio of [1, 7, 14])
      expect(stepOnQuadratic({ ...sgd, lossWeight: 'equal-parts' }, 32, 32 * ratio)).toBeCloseTo(0.1 * 11, 9);
  });

  it('adds the mean of the whole pool part times its weight where a method has one, whatever the recipe’s loss weight', () => {
    for (const lossWeight of ['sum-over-labelled', 'average', 'equal-parts'] as const)
      for (const ratio of [1, 7])
        for (const weight of [0, 1, 50])
          expect(stepOnQuadratic({ ...sgd, lossWeight }, 32, 32 * ratio, weight)).toBeCloseTo(
            0.1 * (1 + 10 * weight),
            9,
          );
  });

  it('on the pool alone is the joint step without its labelled part, whatever the sums are divided by', () => {
    for (const lossWeight of ['sum-over-labelled', 'average', 'equal-parts'] as const)
      for (const ratio of [1, 7, 14]) {
        const training = { ...sgd, labelledBatch: 32, lossWeight };
        const joint = stepOnQuadratic(training, 32, 32 * ratio);
        expect(stepOnQuadratic(training, 0, 32 * ratio)).toBeCloseTo(joint - 0.1, 9);
        expect(stepSize(training, 0, 32 * ratio).labelled).toBe(0);
      }
  });

  it('grows linearly with the labelled batch', () => {
    const of = (labelled: number) =>
      stepOnQuadratic({ ...sgd, lossWeight: 'average' }, labelled, 7 * labelled);
    expect(of(64) / of(16)).toBeCloseTo(4, 9);
  });

  it('of the workstation’s students is the released code’s: eight times a step of its teacher’s where all images agree', () => {
    const { training } = resolveRecipe('workstation');
    const size = (pseudo: number) => stepSize(training, 32, pseudo);
    const joint = size(224);
    expect(joint.peak * (32 * joint.labelled + 224 * joint.pool)).toBeCloseTo(8 * size(0).peak, 12);
    // 0.016 for 256 images.
    expect(size(0).peak).toBeCloseTo(0.002, 12);
  });
});

describe('the rate', () => {
  it('is 0.016 per 256 images for rmsprop (released code), as given for adamw', () => {
    expect(stepSize(paper, 256, 0).peak).toBeCloseTo(0.016, 12);
    expect(stepSize(paper, 2048, 14 * 2048).peak).toBeCloseTo(0.128, 12);
    expect(stepSize(resolveRecipe('quick-cpu').training, 8, 24).peak).toBe(3e-3);
  });

  it('leaves the quick recipe’s loss as it was tuned: the mean of the joint batch', () => {
    const size = stepSize(resolveRecipe('quick-cpu').training, 8, 24);
    expect([size.labelled, size.pool]).toEqual([1 / 32, 1 / 32]);
  });
});
