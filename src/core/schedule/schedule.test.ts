import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { architecture, blocksOf } from '../network/arch';
import { blockSurvival, survivalProbabilities } from '../noise/stochastic-depth';
import { resolveRecipe, type TrainingSettings } from '../recipe';
import { learningRateAt, stepsOf, stepsPerEpoch } from './index';

const paper = resolveRecipe('paper-imagenet').training;
const quick = resolveRecipe('quick-cpu').training;
const withKind = (kind: TrainingSettings['schedule']['kind'], warmupEpochs = 5): TrainingSettings => ({
  ...paper,
  schedule: { ...paper.schedule, kind, warmupEpochs },
});

describe('length', () => {
  it('counts an epoch in labelled images, not rounded', () => {
    expect(stepsPerEpoch(1_281_167, 2048)).toBeCloseTo(625.57, 2);
    expect(stepsOf({ amount: 350, unit: 'epochs' }, 1_281_167 / 2048)).toBe(218_949);
    expect(stepsOf({ amount: 900, unit: 'steps' }, 7)).toBe(900);
    expect(stepsOf({ amount: 0.01, unit: 'epochs' }, 1)).toBe(1);
  });
});

describe('exponential', () => {
  it('warms up, then falls by 0.97 each 2.4 epochs counted from the first step', () => {
    const rate = (step: number) => learningRateAt(withKind('exponential'), 0.128, step, 35_000, 100);
    expect(rate(0)).toBe(0);
    expect(rate(250)).toBeCloseTo(0.064, 12);
    // tf.train.exponential_decay(0.128, step, 240, 0.97, staircase=True)
    expect(rate(500)).toBeCloseTo(0.128 * 0.97 ** 2, 12);
    expect(rate(719)).toBeCloseTo(0.128 * 0.97 ** 2, 12);
    expect(rate(720)).toBeCloseTo(0.128 * 0.97 ** 3, 12);
    expect(rate(34_999)).toBeCloseTo(0.128 * 0.97 ** 145, 12);
  });
});

describe('cosine', () => {
  it('rises to the peak and falls to nearly zero', () => {
    const rate = (step: number) => learningRateAt(withKind('cosine'), 0.128, step, 1100, 20);
    expect(rate(100)).toBeCloseTo(0.128, 12);
    expect(rate(600)).toBeCloseTo(0.064, 12);
    expect(rate(1099)).toBeLessThan(0.128 * 1e-5);
    for (let step = 101; step < 1100; step++) expect(rate(step)).toBeLessThan(rate(step - 1));
  });
});

describe('onecycle', () => {
  it('matches PyTorch', () => {
    // torch 2.8.0 optim/lr_scheduler.py: OneCycleLR(max_lr=3e-3, total_steps=n) before each step
    const golden: Record<number, [number, number][]> = {
      10: [
        [0, 0.00011999999999999988],
        [1, 0.00156],
        [2, 0.003],
        [3, 0.002851453896040421],
        [5, 0.0018337860658088677],
        [8, 0.00014855810395957884],
        [9, 1.2e-8],
      ],
      900: [
        [0, 0.00011999999999999988],
        [1, 0.00012009820254556833],
        [3, 0.00012088374254744325],
        [225, 0.0028140246808329595],
        [269, 0.003],
        [270, 0.0029999813500671377],
        [450, 0.002429377295622195],
        [898, 3.064993286217662e-8],
        [899, 1.2e-8],
      ],
    };
    for (const [total, values] of Object.entries(golden))
      for (const [step, rate] of values)
        expect(learningRateAt(quick, 3e-3, step, Number(total), 7) / rate).toBeCloseTo(1, 9);
  });
});

describe('every schedule', () => {
  it('stays between 0 and the peak for every length', () => {
    const kinds = fc.constantFrom('exponential' as const, 'cosine' as const, 'onecycle' as const);
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.05, max: 30, noNaN: true }),
        (kind, total, perEpoch) => {
          const training = withKind(kind);
          const rates = Array.from({ length: total }, (_, step) =>
            learningRateAt(training, 0.128, step, total, perEpoch),
          );
          for (const rate of rates) {
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(0.128 + 1e-12);
          }
          expect(Math.max(...rates)).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('stochastic depth', () => {
  it('falls linearly to 0.8 at the last block (the paper, section 3.1)', () => {
    const p = survivalProbabilities(4, 0.8);
    [0.95, 0.9, 0.85, 0.8].forEach((value, i) => {
      expect(p[i]).toBeCloseTo(value, 12);
    });
    expect(survivalProbabilities(3, 1)).toEqual([1, 1, 1]);
  });

  it('never drops a block without a residual path', () => {
    const arch = architecture('b0');
    const survival = blockSurvival(arch, 0.8);
    expect(survival).toHaveLength(16);
    blocksOf(arch).forEach((block, i) => {
      if (!block.residual) expect(survival[i]).toBe(1);
      else expect(survival[i]).toBeCloseTo(1 - ((i + 1) / 16) * 0.2, 12);
    });
  });
});
