import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { softmax } from '../selection';
import { likeliest } from '../selection/class-columns';
import { TrustedConfidence } from './expected-right';
import { placesOf } from './kept-cells';
import { logOdds, logsAt } from './odds';

const classes = 4;

/** Images of a model whose logits are `sure` times as large as they should be; labels are drawn by `shares`. */
function images(
  count: number,
  { seed, sure, shares }: { seed: number; sure: number; shares: readonly number[] },
) {
  const random = new Random(seed);
  const logits = new Float32Array(count * classes);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const at = random.next();
    const sums = shares.map((_, c) => shares.slice(0, c + 1).reduce((a, b) => a + b, 0));
    labels[i] = Math.max(
      0,
      sums.findIndex((sum) => at < sum),
    );
    // Gaussians about the corners of a simplex: the true posterior's logits are linear in x.
    for (let c = 0; c < classes; c++) {
      const x = random.normal() + (c === labels[i] ? 1.3 : 0);
      logits[i * classes + c] = 1.3 * x * sure;
    }
  }
  const probabilities = softmax(logits, classes);
  return { labels, probabilities, ...likeliest(probabilities, classes) };
}

const even = [0.25, 0.25, 0.25, 0.25];

/** The same, as they are read from a file. */
const heldOut = ({ labels, probabilities }: ReturnType<typeof images>) => ({
  ...{ labels, classes },
  distribution: (i: number) => probabilities.subarray(i * classes, (i + 1) * classes),
});

async function judged(
  { held, pool }: { held: ReturnType<typeof images>; pool: ReturnType<typeof images> },
  decided = -1,
) {
  const trusted = await TrustedConfidence.of(heldOut(held));
  const logs = logsAt(pool.probabilities, trusted.temperature);
  const [first, second] = trusted
    .ratios(pool.probabilities)
    .map((ratio) => placesOf(logOdds(logs, classes, pool.classIndex, ratio)));
  const rows = pool.labels.length;
  const kept = (row: number) => pool.confidence[row] >= 0.6;
  const expected = trusted.expect(
    [first, second],
    {
      isKept: kept,
      classOf: pool.classIndex,
      isDecided: (row) => row <= decided,
      isFlagged: () => false,
      passing: { held: held.labels.length, heldPassing: held.labels.length, pool: rows, poolPassing: rows },
    },
    1,
  );
  if (!expected) throw new Error('Nothing is kept.');
  let [right, all] = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (!kept(row)) continue;
    all++;
    if (pool.classIndex[row] === pool.labels[row]) right++;
  }
  return { expected, truth: right / all };
}

describe('TrustedConfidence', () => {
  it.each([
    ['twice too sure', 2, even],
    ['calibrated', 1, even],
    ['too unsure', 0.5, even],
    ['twice too sure, in a pool of other shares', 2, [0.7, 0.1, 0.1, 0.1]],
  ])('holds the truth in its interval nine times of ten: %s', async (_, sure, shares) => {
    let inside = 0;
    for (let seed = 0; seed < 20; seed++) {
      const held = images(100, { seed, sure, shares: even });
      const { expected, truth } = await judged({
        held,
        pool: images(3000, { seed: seed + 100, sure, shares }),
      });
      if (truth >= expected.low && truth <= expected.high) inside++;
      expect(expected.high - expected.low).toBeLessThan(0.3);
    }
    expect(inside).toBeGreaterThanOrEqual(18);
  });

  it('cannot tell by its own interval that too few images are held out: docs/trust.md has these draws', async () => {
    const insideOf30 = async (heldOut: number) => {
      let inside = 0;
      for (let seed = 0; seed < 30; seed++) {
        const held = images(heldOut, { seed, sure: 4, shares: even });
        const pool = images(2000, { seed: seed + 100, sure: 4, shares: even });
        const { expected, truth } = await judged({ held, pool });
        if (truth >= expected.low && truth <= expected.high) inside++;
      }
      return inside;
    };
    expect(await Promise.all([1, 4, 12].map(insideOf30))).toEqual([13, 23, 29]);
  });

  it('comes near the truth where many images are held out, where confidence does not', async () => {
    const held = images(5000, { seed: 1, sure: 2, shares: even });
    const { expected, truth } = await judged({
      held,
      pool: images(5000, { seed: 2, sure: 2, shares: even }),
    });
    expect(Math.abs(expected.share - truth)).toBeLessThan(0.02);
    expect(expected.temperature).toBeCloseTo(2, 0);
    const pool = images(5000, { seed: 2, sure: 2, shares: even });
    const sure = pool.confidence.filter((each) => each >= 0.6);
    expect(sure.reduce((a, b) => a + b, 0) / sure.length - truth).toBeGreaterThan(0.08);
  });

  it('counts what a person decided as right, and is the same for the same seed', async () => {
    const held = images(60, { seed: 4, sure: 2, shares: even });
    const pool = images(400, { seed: 5, sure: 2, shares: even });
    const { expected: none } = await judged({ held, pool });
    expect((await judged({ held, pool })).expected).toEqual(none);
    const { expected: all } = await judged({ held, pool }, 399);
    expect(all).toMatchObject({ share: 1, low: 1, high: 1, decided: all.kept });
    const { expected: half } = await judged({ held, pool }, 199);
    expect(half.share).toBeGreaterThan(none.share);
    expect(half.high - half.low).toBeLessThan(none.high - none.low);
  });

  it('has the distributions of few held-out images in memory at a time', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const [many, width] = [600, 20_000];
    const labels = Int32Array.from({ length: many }, (_, i) => (i * 7) % width);
    const distribution = (i: number) => {
      const all = new Float32Array(width).fill(0.1 / (width - 1));
      all[i % 3 === 0 ? (labels[i] + 1) % width : labels[i]] = 0.9;
      return all;
    };
    const held = () => {
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    let most = 0;
    const trusted = await TrustedConfidence.of({ classes: width, labels, distribution }, null, async () => {
      most = Math.max(most, held() - before);
    });
    expect(trusted.temperature).toBeGreaterThan(1);
    // A hundred of them for the fit, and a piece. All together are 48 MB, and 144 MB with their logarithms.
    expect(most).toBeLessThan(20e6);
  });

  it('says nothing of nothing', async () => {
    const held = images(30, { seed: 4, sure: 1, shares: even });
    const trusted = await TrustedConfidence.of(heldOut(held));
    const none = { isKept: () => false, classOf: [], isDecided: () => false, isFlagged: () => false };
    const passing = { held: 30, heldPassing: 30, pool: 0, poolPassing: 0 };
    expect(trusted.expect([new Uint8Array(5), new Uint8Array(5)], { ...none, passing }, 1)).toBeNull();
  });
});
