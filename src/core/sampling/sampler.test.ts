import { describe, expect, it } from 'vitest';
import { balancedWeights } from './class-weights';
import { JointSampler, type JointSamplerOptions } from './sampler';

const sampler = (more: Partial<JointSamplerOptions> = {}) =>
  new JointSampler({
    labelledRows: Array.from({ length: 10 }, (_, i) => i),
    pseudoEntries: Array.from({ length: 7 }, (_, i) => i),
    labelledBatch: 4,
    unlabelledRatio: 0.5,
    seed: 3,
    ...more,
  });

/** Labelled positions of the first steps, one after the other. */
const seen = (of: JointSampler, steps: number) =>
  Array.from({ length: steps }, (_, step) => [...of.batch(step).labelled]).flat();

/** How often each value occurs in a list. */
const counts = (values: readonly number[]) => {
  const found = new Map<number, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
};

describe('joint batches', () => {
  it('show each image once a pass, and are a function of seed and step', () => {
    expect([...counts(seen(sampler(), 5)).values()]).toEqual(Array(10).fill(2));
    expect(sampler().batch(3)).toEqual(sampler().batch(3));
    const late = sampler();
    late.batch(17);
    expect(late.batch(3)).toEqual(sampler().batch(3));
    expect(sampler({ seed: 4 }).batch(3)).not.toEqual(sampler().batch(3));
  });
});

describe('batches of pseudo-labelled images alone', () => {
  const alone = (more: Partial<JointSamplerOptions> = {}) => sampler({ labelled: false, ...more });

  it('are those that stand beside the labelled ones of joint batches', () => {
    for (const step of [0, 3, 11]) {
      expect(alone().batch(step).pseudo).toEqual(sampler().batch(step).pseudo);
      expect(alone().batch(step).labelled).toHaveLength(0);
    }
    expect([alone().labelledBatch, alone().pseudoBatch]).toEqual([0, 2]);
  });

  it('need no labelled image, and at least one of the pool', () => {
    expect(alone({ labelledRows: [] }).batch(1).pseudo).toHaveLength(2);
    expect(() => sampler({ labelledRows: [] })).toThrow(/labelled/);
    expect(() => alone({ pseudoEntries: [] })).toThrow(/selection/i);
    expect(() => alone({ unlabelledRatio: 0.1 })).toThrow(/selection/i);
  });
});

describe('class-balanced sampling', () => {
  // Seven images of class 0, two of class 2, one of class 5; no image of the others.
  const labels = [0, 0, 2, 0, 0, 5, 0, 0, 2, 0];
  const balanced = () => sampler({ balanceBy: labels });

  it('shows every class equally often, however few images it has', () => {
    // 21 steps of 4 are 28 rounds of three classes.
    const classes = counts(seen(balanced(), 21).map((at) => labels[at]));
    expect(Object.fromEntries(classes)).toEqual({ 0: 28, 2: 28, 5: 28 });
  });

  it('shows no image again before the others of its class', () => {
    const positions = seen(balanced(), 21);
    const times = counts(positions);
    expect([0, 1, 3, 4, 6, 7, 9].map((at) => times.get(at))).toEqual(Array(7).fill(4));
    expect([2, 8].map((at) => times.get(at))).toEqual([14, 14]);
    expect(times.get(5)).toBe(28);
  });

  it('is a function of seed and step, and mixes the order of classes', () => {
    expect(balanced().batch(9)).toEqual(balanced().batch(9));
    const late = balanced();
    late.batch(40);
    expect(late.batch(9)).toEqual(balanced().batch(9));
    const rounds = Array.from({ length: 28 }, (_, r) =>
      seen(balanced(), 21)
        .slice(r * 3, r * 3 + 3)
        .map((at) => labels[at])
        .join(),
    );
    expect(new Set(rounds).size).toBeGreaterThan(3);
  });
});

describe('class weights', () => {
  it('are scikit-learn’s "balanced": every class weighs the same, the mean is 1', () => {
    // compute_class_weight("balanced", classes=[0, 2, 5], y=[0]*7+[2]*2+[5]) gives 10/21, 10/6, 10/3.
    const labels = [0, 0, 2, 0, 0, 5, 0, 0, 2, 0];
    const weights = balancedWeights(labels);
    expect(weights[0]).toBeCloseTo(10 / 21, 6);
    expect(weights[2]).toBeCloseTo(10 / 6, 6);
    expect(weights[5]).toBeCloseTo(10 / 3, 6);
    expect(weights.reduce((sum, each) => sum + each, 0) / labels.length).toBeCloseTo(1, 6);
    expect([...balancedWeights([1, 1, 1])]).toEqual([1, 1, 1]);
  });
});
