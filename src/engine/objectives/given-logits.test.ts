import { describe, expect, it } from 'vitest';
import type { Consistency } from '../../core/methods/consistency';
import { Random } from '../../core/numbers/random';
import { stopGradient, weightedSum } from '../graph/ops';
import { Program } from '../graph/program';
import { type Tensor, tf } from '../runtime';
import { crossEntropy } from './cross-entropy';
import { fixmatch } from './fixmatch';
import { joint } from './joint';
import { meanTeacher } from './mean-teacher';
import type { Objective } from './objective';
import { piModel } from './pi-model';
import { pseudoLabel } from './pseudo-label';
import { Places, seenBatch } from './seen-batch';

/**
 * What each objective loses for given logits, and the slope of the sum by each logit, beside plain arithmetic. FixMatch, Mean Teacher,
 * Pseudo-Label and the Pi-model as google-research/fixmatch (`fixmatch.py`), CuriousAI/mean-teacher (`losses.softmax_mse_loss`),
 * smlaine2/tempens (`train.py`) and USB (`semilearn/algorithms`) compute them.
 */
const classes = 3;
type Rows = readonly (readonly number[])[];

interface Given {
  readonly labelled: Rows;
  readonly targets: Rows;
  /** One list of rows a view. */
  readonly pool?: readonly Rows[];
  readonly poolTargets?: Rows;
  readonly taught?: Rows;
}

interface Computed {
  readonly losses: number[];
  /** Of the sum of the losses by each logit of the network in training, row by row. */
  readonly slopes: number[][];
}

const zeros = (rows: Rows) => rows.map(() => Array.from({ length: classes }, () => 0));
const inRows = (values: ArrayLike<number>): number[][] =>
  Array.from({ length: values.length / classes }, (_, row) =>
    Array.from({ length: classes }, (_, c) => values[row * classes + c]),
  );

/** By the objective, in a graph that was traced on one row. */
function computed(objective: Objective, given: Given, consistency: Consistency = {}): Computed {
  const { labelled, targets, pool = [], poolTargets, taught } = given;
  const logits = [...labelled, ...pool.flat()];
  const allTargets = [
    ...targets,
    ...pool.flatMap((rows) => poolTargets ?? zeros(rows)),
    ...zeros(taught ?? []),
  ];
  const open = { shape: [-1, classes], dtype: 'float32' } as const;
  const session = new Program()
    .define('step', { logits: open, targets: open, groups: { shape: [2], dtype: 'int32' } }, (inputs) => {
      let told: Tensor | undefined;
      const sum = (x: Tensor) => {
        const batch = seenBatch(objective, {
          logits: x,
          targets: inputs.targets,
          taught: taught ? tf.tensor(taught as number[][]) : null,
          places: new Places(inputs.groups),
          classes,
          share: tf.scalar(1),
          setting: (name) => consistency[name] as number,
          state: () => x,
          update: () => {},
        });
        const losses = objective.losses(batch);
        const parts = 'all' in losses ? [losses.all] : [losses.labelled, losses.pool];
        told = tf.keep(parts.length === 1 ? parts[0] : tf.concat(parts));
        // Not tf.sum: its gradient writes down how many rows were traced.
        const ones = (part: Tensor) => tf.add(tf.mul(stopGradient(part), 0), 1);
        return parts.map((part) => weightedSum(part, ones(part))).reduce((a, b) => tf.add(a, b));
      };
      const slopes = tf.grad(sum as never)(inputs.logits as never);
      return { losses: told as Tensor, slopes };
    })
    .compile();
  try {
    // Where a teacher has rows of its own, only what the network in training sees brings logits.
    const out = session.run('step', {
      logits: Float32Array.from(logits.flat()),
      targets: Float32Array.from(allTargets.slice(0, logits.length).flat()),
      groups: Int32Array.of(labelled.length, pool[0]?.length ?? 0),
    });
    return { losses: [...out.losses].map(Number), slopes: inRows(out.slopes as Float32Array) };
  } finally {
    session.close();
  }
}

const softmax = (row: readonly number[]) => {
  const powers = row.map((value) => Math.exp(value - Math.max(...row)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
};
const entropy = (row: readonly number[], target: readonly number[]) =>
  -softmax(row).reduce((sum, p, c) => sum + target[c] * Math.log(p), 0);
/** Of a cross entropy whose target sums to 1. */
const entropySlope = (row: readonly number[], target: readonly number[]) =>
  softmax(row).map((p, c) => p - target[c]);
const best = (row: readonly number[]) => row.indexOf(Math.max(...row));
const oneHot = (index: number) => Array.from({ length: classes }, (_, c) => Number(c === index));

function expectClose(actual: Computed, losses: readonly number[], slopes: Rows): void {
  expect(actual.losses).toHaveLength(losses.length);
  losses.forEach((loss, i) => {
    expect(actual.losses[i]).toBeCloseTo(loss, 5);
  });
  expect(actual.slopes).toHaveLength(slopes.length);
  slopes.forEach((row, i) => {
    row.forEach((slope, c) => {
      expect(actual.slopes[i][c], `row ${i}, class ${c}`).toBeCloseTo(slope, 5);
    });
  });
}

const labelled = [
  [2, -1, 0.5],
  [0.1, 0.3, -2],
];
const targets = [
  [0.9, 0.05, 0.05],
  [0, 1, 0],
];
/** Largest probabilities 0.997, 0.844 and 0.952: at 0.95 the second one is not sure enough. */
const weak = [
  [7, 1, 0],
  [2, 0, -1],
  [-1, -1, 2.68],
];
const strong = [
  [0.5, 1, 0],
  [2, -1, 0.3],
  [1, 0.2, -0.4],
];
const zeroRows = zeros(weak);

/** Of the mean square between the softmax of a row and constant shares. */
const squareSlope = (row: readonly number[], guide: readonly number[]) => {
  const p = softmax(row);
  const outer = p.map((value, c) => (2 / classes) * (value - guide[c]));
  const along = p.reduce((sum, value, c) => sum + value * outer[c], 0);
  return p.map((value, c) => value * (outer[c] - along));
};
const meanSquare = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, c) => sum + (value - b[c]) ** 2, 0) / classes;
const ofLabelled = {
  losses: labelled.map((row, i) => entropy(row, targets[i])),
  slopes: labelled.map((row, i) => entropySlope(row, targets[i])),
};

describe('cross entropy and the joint objective', () => {
  it('lose the cross entropy of every row against its target', () => {
    const losses = labelled.map((row, i) => entropy(row, targets[i]));
    const slopes = labelled.map((row, i) => entropySlope(row, targets[i]));
    expectClose(computed(crossEntropy, { labelled, targets }), losses, slopes);
    const poolTargets = weak.map(softmax);
    expectClose(
      computed(joint, { labelled, targets, pool: [strong], poolTargets }),
      [...losses, ...strong.map((row, i) => entropy(row, poolTargets[i]))],
      [...slopes, ...strong.map((row, i) => entropySlope(row, poolTargets[i]))],
    );
  });
});

describe('FixMatch', () => {
  const settings = { threshold: 0.95, temperature: 0, weight: 1, rampUp: 0 };
  const given = { labelled, targets, pool: [weak, strong] };

  it('learns the weak view’s best class where that is sure, loses nothing elsewhere, and the weak view gets no gradient', () => {
    const sure = weak.map((row) => Math.max(...softmax(row)) >= settings.threshold);
    expect(sure).toEqual([true, false, true]);
    const labels = weak.map((row) => oneHot(best(row)));
    expectClose(
      computed(fixmatch, given, settings),
      [...ofLabelled.losses, ...strong.map((row, i) => (sure[i] ? entropy(row, labels[i]) : 0))],
      [
        ...ofLabelled.slopes,
        ...zeroRows,
        ...strong.map((row, i) => entropySlope(row, labels[i]).map((slope) => (sure[i] ? slope : 0))),
      ],
    );
  });

  it('takes what is exactly at the threshold', () => {
    const { losses } = computed(fixmatch, given, { ...settings, threshold: 0 });
    expect(losses.slice(2).every((loss) => loss > 0)).toBe(true);
    const even = [[1, 1, 1]];
    const atLimit = { labelled, targets, pool: [even, [[0.5, 1, 0]]] };
    const third = Math.fround(1 / 3);
    expect(computed(fixmatch, atLimit, { ...settings, threshold: third }).losses[2]).toBeGreaterThan(0.5);
    expect(computed(fixmatch, atLimit, { ...settings, threshold: third + 1e-6 }).losses[2]).toBe(0);
  });

  it('learns the whole distribution, sharpened, with a temperature (UDA: 0.4, threshold 0.8)', () => {
    const uda = { ...settings, threshold: 0.8, temperature: 0.4 };
    const soft = weak.map((row) => softmax(row.map((value) => value / 0.4)));
    expectClose(
      computed(fixmatch, given, uda),
      [...ofLabelled.losses, ...strong.map((row, i) => entropy(row, soft[i]))],
      [...ofLabelled.slopes, ...zeroRows, ...strong.map((row, i) => entropySlope(row, soft[i]))],
    );
  });

  it('is the same in one graph for every number of images, none of the pool or none labelled included', () => {
    const random = new Random(3);
    const rows = (count: number) =>
      Array.from({ length: count }, () => Array.from({ length: classes }, () => 6 * random.normal()));
    for (const [l, p] of [
      [1, 1],
      [4, 7],
      [3, 0],
      [0, 2],
    ]) {
      const [x, a, b] = [rows(l), rows(p), rows(p)];
      const hard = x.map((_, i) => oneHot(i % classes));
      const { losses } = computed(fixmatch, { labelled: x, targets: hard, pool: [a, b] }, settings);
      const expected = [
        ...x.map((row, i) => entropy(row, hard[i])),
        ...b.map((row, i) => (Math.max(...softmax(a[i])) >= 0.95 ? entropy(row, oneHot(best(a[i]))) : 0)),
      ];
      expect(losses).toHaveLength(expected.length);
      expected.forEach((loss, i) => {
        expect(Math.abs(losses[i] - loss)).toBeLessThan(1e-4 * Math.max(1, loss));
      });
    }
  });
});

describe('Mean Teacher', () => {
  it('loses the mean squared difference of both distributions, and its teacher is a constant', () => {
    const guide = weak.map(softmax);
    expectClose(
      computed(meanTeacher, { labelled, targets, pool: [strong], taught: weak }),
      [...ofLabelled.losses, ...strong.map((row, i) => meanSquare(softmax(row), guide[i]))],
      [...ofLabelled.slopes, ...strong.map((row, i) => squareSlope(row, guide[i]))],
    );
  });
});

describe('Pseudo-Label', () => {
  it('loses the cross entropy of an image’s own best class, however unsure; the label itself is a constant', () => {
    const labels = weak.map((row) => oneHot(best(row)));
    expectClose(
      computed(pseudoLabel, { labelled, targets, pool: [weak] }),
      [...ofLabelled.losses, ...weak.map((row, i) => entropy(row, labels[i]))],
      [...ofLabelled.slopes, ...weak.map((row, i) => entropySlope(row, labels[i]))],
    );
  });
});

describe('the Pi-model', () => {
  it('loses the mean squared difference of both views, and both learn from it', () => {
    const [one, other] = [weak.map(softmax), strong.map(softmax)];
    expectClose(
      computed(piModel, { labelled, targets, pool: [weak, strong] }),
      [...ofLabelled.losses, ...one.map((p, i) => meanSquare(p, other[i]))],
      [
        ...ofLabelled.slopes,
        ...weak.map((row, i) => squareSlope(row, other[i])),
        ...strong.map((row, i) => squareSlope(row, one[i])),
      ],
    );
  });
});
