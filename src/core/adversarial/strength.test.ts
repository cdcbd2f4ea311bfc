import { describe, expect, it } from 'vitest';
import {
  type AttackedResults,
  attackedAccuracy,
  attackedPixels,
  curvesOf,
  measuredOf,
  perturbationPixels,
  strengthsOf,
} from './strength';

const fgsm = (epsilon: number, right: number, shown = 10) =>
  ({ attack: 'fgsm', steps: 1, epsilon, shown, right }) as const;
const pgd = (steps: number, epsilon: number, right: number, shown = 10) =>
  ({ attack: 'pgd', steps, epsilon, shown, right }) as const;
const measured: AttackedResults = {
  images: 10,
  clean: { shown: 10, right: 9 },
  results: [fgsm(4, 5), fgsm(2, 7), fgsm(8, 1, 4), pgd(10, 2, 4), pgd(20, 2, 3), pgd(20, 4, 0, 6)],
};

describe('strengths', () => {
  it('are FGSM at every ε once, then PGD, and ε 0 is no attack', () => {
    const asked = strengthsOf({ attacks: ['pgd', 'fgsm'], epsilons: [4, 0, 0.5, 4], steps: 7 });
    expect(asked.map(({ attack, steps, epsilon }) => [attack, steps, epsilon])).toEqual([
      ['fgsm', 1, 0.5],
      ['fgsm', 1, 4],
      ['pgd', 7, 0.5],
      ['pgd', 7, 4],
    ]);
    expect(strengthsOf({}).length).toBe(10);
  });
});

describe('curves', () => {
  it('begin at the clean images, and have what all images were shown under, PGD by its steps', () => {
    const curves = curvesOf(measured);
    expect(
      curves.map(({ attack, steps, points }) => [attack, steps, points.map((p) => [p.epsilon, p.right])]),
    ).toEqual([
      [
        'fgsm',
        1,
        [
          [0, 9],
          [2, 7],
          [4, 5],
        ],
      ], // prettier-ignore
      [
        'pgd',
        10,
        [
          [0, 9],
          [2, 4],
        ],
      ], // prettier-ignore
      [
        'pgd',
        20,
        [
          [0, 9],
          [2, 3],
        ],
      ], // prettier-ignore
    ]);
    expect(curves[0].points[1].accuracy).toBe(0.7);
  });

  it('are none before the clean images were measured', () => {
    expect(curvesOf({ ...measured, clean: { shown: 4, right: 4 } })).toEqual([]);
    expect(curvesOf({ ...measured, clean: null })).toEqual([]);
  });

  it('say the accuracy at one ε, under the most steps', () => {
    expect(attackedAccuracy(measured, 'pgd', 2)).toBe(0.3);
    expect(attackedAccuracy(measured, 'fgsm', 4)).toBe(0.5);
    expect(attackedAccuracy(measured, 'fgsm', 8)).toBeNull();
    expect(attackedAccuracy(measured, 'pgd', 4)).toBeNull();
  });

  it('are whole where everything that is wanted was measured on all images', () => {
    const wanted = strengthsOf({ epsilons: [2, 4], steps: 20 });
    expect(measuredOf(measured, wanted)).toBe(4);
    const results = [...measured.results.slice(0, -1), pgd(20, 4, 0)];
    expect(measuredOf({ ...measured, results }, wanted)).toBe(wanted.length + 1);
  });
});

describe('a perturbation', () => {
  it('is grey where nothing changes, black or white at ε, and is what the attacked image is made of', () => {
    const clean = Uint8Array.of(0, 100, 100, 100, 255, 7);
    const attacked = Float32Array.of(4, 96, 104, 102, 255, 7.4);
    const shown = perturbationPixels(clean, attacked, 4);
    expect([...shown]).toEqual([255, 1, 255, 192, 128, 141]);
    expect([...attackedPixels(clean, shown, 4)]).toEqual([4, 96, 104, 102, 255, 7]);
  });
});
