import { describe, expect, it } from 'vitest';
import { suspiciousLabels } from '../metrics';
import { Random } from '../numbers/random';
import { crossPredict, type FeatureRows } from './cross-predict';

const [width, classes, each] = [6, 3, 60];

/** Images of three classes, each around its own point. */
function made(labels: readonly number[], seed = 4) {
  const random = new Random(seed);
  const all = Float32Array.from(labels.flatMap((label) => drawn(label, random)));
  return (given: readonly number[] = labels): FeatureRows => ({
    width,
    labels: Int32Array.from(given),
    read: (rows) =>
      Float32Array.from([...rows].flatMap((row) => [...all.subarray(row * width, (row + 1) * width)])),
  });
}

const drawn = (label: number, random: Random) =>
  Array.from({ length: width }, (_, i) => random.normal() + (i === label ? 6 : 0));

const truth = Array.from({ length: classes * each }, (_, i) => i % classes);

describe('predictions of labelled images by classifiers that have not seen them', () => {
  it('contradict labels that were flipped', async () => {
    const flipped = [3, 20, 47, 90, 121, 150, 166];
    const labels = truth.map((label, i) => (flipped.includes(i) ? (label + 1) % classes : label));
    const said = await crossPredict(made(truth)(labels), classes, { seed: 1 });
    expect(flipped.filter((row) => said.predicted[row] === truth[row]).length).toBeGreaterThan(5);
    const found = suspiciousLabels({ ...said, labels }, classes);
    expect(flipped.filter((row) => found.slice(0, 7).includes(row)).length).toBeGreaterThan(5);
  });

  it('are probabilities of the best class and of the label', async () => {
    const all: number[][] = [];
    const said = await crossPredict(made(truth)(), classes, {
      seed: 1,
      each: (row, probabilities) => {
        all[row] = [...probabilities];
      },
    });
    expect(all).toHaveLength(truth.length);
    for (const [row, probabilities] of all.entries()) {
      expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
      expect(said.confidence[row]).toBe(Math.max(...probabilities));
      expect(said.predicted[row]).toBe(probabilities.indexOf(said.confidence[row]));
      expect(said.labelProbability[row]).toBe(probabilities[truth[row]]);
    }
  });

  it('are made without images of the same group: copies under a wrong label do not vouch for each other', async () => {
    // Thirty copies of one picture of class 0, all labelled 1, far from everything else.
    const copies = Array.from({ length: 30 }, () => 0);
    const random = new Random(9);
    const one = drawn(0, random).map((value) => value * 3);
    const images = made([...truth, ...copies]);
    const labels = [...truth, ...copies.map(() => 1)];
    const rows = images(labels);
    const read = (some: Int32Array) => {
      const features = rows.read(some);
      some.forEach((row, i) => {
        if (row >= truth.length) features.set(one, i * width);
      });
      return features;
    };
    const groups = labels.map((_, i) => Math.min(i, truth.length));
    const [apart, together] = [
      await crossPredict({ ...rows, read }, classes, { seed: 1 }),
      await crossPredict({ ...rows, read }, classes, { seed: 1, groups }),
    ];
    const vouched = ({ predicted }: typeof apart) =>
      copies.filter((_, i) => predicted[truth.length + i] === 1).length;
    expect(vouched(apart)).toBeGreaterThan(25);
    expect(vouched(together)).toBe(0);
  });

  it('are the same each time, and none of the only image of a class', async () => {
    const labels = [...truth, 3];
    const images = made(labels)();
    const [one, other] = [
      await crossPredict(images, 4, { seed: 1 }),
      await crossPredict(images, 4, { seed: 1 }),
    ];
    expect(other).toEqual(one);
    expect(one.predicted[truth.length]).toBe(-1);
    expect(one.predicted.slice(0, truth.length).every((label) => label >= 0)).toBe(true);
  });

  it('are as sure as they are right, also where classes overlap', async () => {
    const random = new Random(11);
    const labels = Int32Array.from({ length: 1200 }, (_, i) => i % classes);
    const all = Float32Array.from([...labels].flatMap((label) => drawn(label, random).map((x) => x / 4)));
    const near = all.map((x) => x + random.normal());
    const read = (rows: Int32Array) =>
      Float32Array.from([...rows].flatMap((row) => [...near.subarray(row * width, (row + 1) * width)]));
    const said = await crossPredict({ width, labels, read }, classes, { seed: 1 });
    const right = labels.filter((label, row) => said.predicted[row] === label).length / labels.length;
    const sure = said.confidence.reduce((sum, p) => sum + p) / labels.length;
    expect(right).toBeGreaterThan(0.5);
    expect(right).toBeLessThan(0.9);
    expect(Math.abs(sure - right)).toBeLessThan(0.03);
  });

  it('are none where all images look the same', async () => {
    const labels = Int32Array.from({ length: 30 }, (_, i) => i % classes);
    const read = (rows: Int32Array) => new Float32Array(rows.length * width).fill(1);
    const said = await crossPredict({ width, labels, read }, classes, { seed: 1 });
    expect([...said.predicted]).toEqual(Array(30).fill(-1));
  });

  it('end when they are told to', async () => {
    const asked: number[] = [];
    const turn = (done: number) => {
      asked.push(done);
      return done > 0 ? Promise.reject(new Error('enough')) : Promise.resolve();
    };
    await expect(crossPredict(made(truth)(), classes, { seed: 1, turn })).rejects.toThrow('enough');
    expect(asked.at(-1)).toBe(36);
  });
});
