import { describe, expect, it } from 'vitest';
import { flipRates, flipsIn, perturbationSummary, type SequenceResult, top5In } from './measures';
import { perturbationNames } from './table';

describe('flips', () => {
  // Two sequences of five frames.
  const classes = [7, 7, 3, 3, 7, /**/ 1, 2, 1, 2, 2];

  it('are counted against the frame before, within each sequence', () => {
    // 7→3 and 3→7; 1→2, 2→1 and 1→2. The step from the last frame of one sequence to the first of the next does not count.
    expect(flipsIn(classes, 5, 'previous')).toBe(5);
  });

  it('of noise are counted against the first frame', () => {
    // Two frames of the first sequence are classified as 3, three of the second as 2.
    expect(flipsIn(classes, 5, 'first')).toBe(5);
    expect(flipsIn([4, 5, 5, 5], 4, 'first')).toBe(3);
    expect(flipsIn([4, 5, 5, 5], 4, 'previous')).toBe(1);
  });

  it('are none where nothing changes, and none of one frame', () => {
    expect(flipsIn([2, 2, 2], 3, 'previous')).toBe(0);
    expect(flipsIn([1, 2, 3], 1, 'previous')).toBe(0);
  });
});

describe('the top-5 distance', () => {
  const of = (compared: 'first' | 'previous', ...frames: number[][]) =>
    top5In(Float32Array.from(frames.flat()), { frames: frames.length, classes: frames[0].length, compared });
  // Classes 0 to 6, likeliest first.
  const still = [0.3, 0.25, 0.2, 0.1, 0.08, 0.05, 0.02];

  it('is none of the same order, however far apart the probabilities are', () => {
    expect(of('previous', still, [0.9, 0.05, 0.02, 0.015, 0.009, 0.004, 0.002])).toBe(0);
  });

  it('is 2 of two neighbours that change places, by hand', () => {
    expect(of('previous', still, [0.25, 0.3, 0.2, 0.1, 0.08, 0.05, 0.02])).toBe(2);
  });

  it('counts a class that falls out as far as the sixth place alone', () => {
    // The likeliest becomes the last, all others rise by one: 5 and 4 times 1.
    expect(of('previous', still, [0.01, 0.25, 0.2, 0.1, 0.08, 0.05, 0.02])).toBe(5 + 4);
    // Sixth and seventh change places: not seen.
    expect(of('previous', still, [0.3, 0.25, 0.2, 0.1, 0.08, 0.02, 0.05])).toBe(0);
  });

  it('is that of the released code: |cum[i] - cum[rank of the i-th]|', () => {
    const other = [0.1, 0.3, 0.02, 0.25, 0.05, 0.2, 0.08];
    // Places of classes 0 to 4 in the other frame: 3, 0, 6 (beyond), 1, 5 (beyond).
    expect(of('previous', still, other)).toBe(3 + 1 + (5 - 2) + 2 + (5 - 4));
  });

  it('takes the first of equals first, as the class is read', () => {
    const even = [1, 1, 1, 1, 1, 1, 1].map((each) => each / 7);
    expect(of('previous', still, even)).toBe(0);
    expect(of('previous', even, [...still].reverse())).toBe(of('previous', still, [...still].reverse()));
  });

  it('of noise looks back to the first frame', () => {
    const swapped = [0.25, 0.3, 0.2, 0.1, 0.08, 0.05, 0.02];
    expect(of('first', still, swapped, swapped)).toBe(4);
    expect(of('previous', still, swapped, swapped)).toBe(2);
  });

  it('says nothing of five classes or fewer', () => {
    expect(of('previous', [0.5, 0.1, 0.1, 0.1, 0.2], [0.1, 0.5, 0.1, 0.1, 0.2])).toBeNull();
  });
});

const result = (
  perturbation: SequenceResult['perturbation'],
  flips: number,
  top5: number | null = null,
  pairs = 100,
): SequenceResult => ({ perturbation, pairs, flips, top5 });

describe('the summary', () => {
  it('is a share of pairs by perturbation in the order of the table, and their unweighted mean', () => {
    const { rows, flip, top5, whole } = perturbationSummary({
      sequences: [result('tilt', 30, 200), result('gaussian-noise', 5, 20, 50)],
    });
    expect(rows).toEqual([
      { perturbation: 'gaussian-noise', flip: 0.1, top5: 0.4 },
      { perturbation: 'tilt', flip: 0.3, top5: 2 },
    ]);
    expect(flip).toBeCloseTo(0.2, 12);
    expect(top5).toBeCloseTo(1.2, 12);
    expect(whole).toBe(false);
  });

  it('is whole with all ten, and knows nothing of none', () => {
    expect(perturbationSummary({ sequences: perturbationNames.map((name) => result(name, 1)) }).whole).toBe(
      true,
    );
    expect(perturbationSummary({ sequences: [] })).toEqual({
      rows: [],
      flip: null,
      top5: null,
      whole: false,
    });
  });
});

describe('flip rates', () => {
  it('are those of the paper, by hand', () => {
    const model = { sequences: [result('snow', 10, 50), result('scale', 30, 150)] };
    const baseline = { sequences: [result('snow', 40, 100), result('scale', 20, 100)] };
    const { rows, mfr, top5Rate, perturbations } = flipRates(model, baseline);
    expect(rows[0].rate).toBeCloseTo(0.25, 12);
    expect(rows[1].rate).toBeCloseTo(1.5, 12);
    // The mean of the two rates; 40 flips over 60 would be another number.
    expect(mfr).toBeCloseTo(0.875, 12);
    expect(top5Rate).toBeCloseTo(1, 12);
    expect(perturbations).toBe(2);
  });

  it('leave out what one of the two lacks, and what a baseline never flips at', () => {
    const model = { sequences: [result('snow', 10), result('scale', 30), result('tilt', 5)] };
    const baseline = { sequences: [result('snow', 20), result('scale', 0)] };
    const { rows, mfr, perturbations } = flipRates(model, baseline);
    expect(rows).toEqual([
      { perturbation: 'snow', rate: 0.5, top5Rate: null },
      { perturbation: 'scale', rate: null, top5Rate: null },
    ]);
    expect([mfr, perturbations]).toEqual([0.5, 1]);
  });

  it('of a model beside itself are 1', () => {
    const same = { sequences: perturbationNames.map((name, i) => result(name, i + 1, 7)) };
    expect(flipRates(same, same)).toMatchObject({ mfr: 1, top5Rate: 1, perturbations: 10 });
  });
});
