import { describe, expect, it } from 'vitest';
import type { Consistency } from '../../core/methods/consistency';
import { Random } from '../../core/numbers/random';
import { stopGradient, weightedSum } from '../graph/ops';
import { Program } from '../graph/program';
import { type Tensor, tf } from '../runtime';
import { crossEntropy } from './cross-entropy';
import { distillation } from './distillation';
import { fixmatch } from './fixmatch';
import { flexmatch } from './flexmatch';
import { freematch } from './freematch';
import { joint } from './joint';
import { meanTeacher } from './mean-teacher';
import type { Objective } from './objective';
import { piModel } from './pi-model';
import { pseudoLabel } from './pseudo-label';
import { Places, seenBatch } from './seen-batch';
import { softmatch } from './softmatch';

/**
 * Compares the losses of each objective for given logits, and the gradient of their sum, with plain arithmetic. FixMatch, Mean Teacher,
 * Pseudo-Label and the Pi-model are computed as in google-research/fixmatch (`fixmatch.py`), CuriousAI/mean-teacher
 * (`losses.softmax_mse_loss`), smlaine2/tempens (`train.py`) and USB (`semilearn/algorithms`); FlexMatch, FreeMatch and SoftMatch as in the
 * `utils.py` of each in USB.
 */
const classes = 3;
type Rows = readonly (readonly number[])[];

interface Given {
  readonly labelled: Rows;
  readonly targets: Rows;
  /** One list of rows for each view. */
  readonly pool?: readonly Rows[];
  readonly poolTargets?: Rows;
  readonly taught?: Rows;
  /** The objective's state before the step, by name. */
  readonly state?: Readonly<Record<string, number | number[]>>;
  /** The pool image that each pool row of the batch shows. */
  readonly images?: readonly number[];
}

interface Computed {
  readonly losses: number[];
  /** The derivative of the summed losses by each logit of the network in training, row by row. */
  readonly slopes: number[][];
  /** The loss of the batch itself. */
  readonly whole: number;
  /** The objective's state after the step. */
  readonly state: Readonly<Record<string, number[]>>;
}

const zeros = (rows: Rows) => rows.map(() => Array.from({ length: classes }, () => 0));
const inRows = (values: ArrayLike<number>): number[][] =>
  Array.from({ length: values.length / classes }, (_, row) =>
    Array.from({ length: classes }, (_, c) => values[row * classes + c]),
  );

/** Computed by the objective, in a graph that was traced on one row. */
function computed(objective: Objective, given: Given, consistency: Consistency = {}): Computed {
  const { labelled, targets, pool = [], poolTargets, taught, state = {}, images = [] } = given;
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
      let whole: Tensor = tf.keep(tf.scalar(0));
      const after: Record<string, Tensor> = {};
      const sum = (x: Tensor) => {
        const batch = seenBatch(objective, {
          logits: x,
          targets: inputs.targets,
          taught: taught ? tf.tensor(taught as number[][]) : null,
          images: tf.tensor1d([...labelled.map(() => 0), ...pool.flatMap(() => images)], 'int32'),
          places: new Places(inputs.groups),
          classes,
          share: tf.scalar(1),
          setting: (name) => consistency[name] as number,
          state: (name) => tf.tensor(state[name]),
          update(name, value) {
            after[name] = tf.keep(value);
          },
        });
        const losses = objective.losses(batch);
        const parts = 'all' in losses ? [losses.all] : [losses.labelled, losses.pool];
        told = tf.keep(parts.length === 1 ? parts[0] : tf.concat(parts));
        // Not tf.sum: its gradient would fix the traced number of rows.
        const ones = (part: Tensor) => tf.add(tf.mul(stopGradient(part), 0), 1);
        const rows = parts.map((part) => weightedSum(part, ones(part))).reduce((a, b) => tf.add(a, b));
        if ('all' in losses || !losses.whole) return rows;
        whole = tf.keep(losses.whole);
        return tf.add(rows, losses.whole);
      };
      const slopes = tf.grad(sum as never)(inputs.logits as never);
      return { losses: told as Tensor, slopes, whole, ...after };
    })
    .compile();
  try {
    // With a teacher, only rows of the network in training have logits as inputs.
    const out = session.run('step', {
      logits: Float32Array.from(logits.flat()),
      targets: Float32Array.from(allTargets.slice(0, logits.length).flat()),
      groups: Int32Array.of(labelled.length, pool[0]?.length ?? 0),
    });
    const { losses, slopes, whole, ...after } = out;
    return {
      losses: [...losses].map(Number),
      slopes: inRows(slopes as Float32Array),
      whole: Number(whole[0]),
      state: Object.fromEntries(
        Object.entries(after).map(([name, values]) => [name, [...values].map(Number)]),
      ),
    };
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
/** The derivative of a cross entropy whose target sums to 1. */
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
/** The largest probabilities are 0.997, 0.844 and 0.952: at a threshold of 0.95 the second one is too low. */
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

/** The derivative of the mean square between the softmax of a row and constant shares. */
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

/** Mean of each column. */
const columnMeans = (rows: Rows) =>
  rows[0].map((_, c) => rows.reduce((sum, row) => sum + row[c], 0) / rows.length);
const along = (old: readonly number[], fresh: readonly number[], decay: number) =>
  old.map((value, i) => decay * value + (1 - decay) * fresh[i]);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
/** The strong view's loss against the weak one's best class, times a weight for each image, and its slopes; the weak view has none. */
const weighted = (weights: readonly number[]) => {
  const labels = weak.map((row) => oneHot(best(row)));
  return {
    losses: [...ofLabelled.losses, ...strong.map((row, i) => weights[i] * entropy(row, labels[i]))],
    slopes: [
      ...ofLabelled.slopes,
      ...zeroRows,
      ...strong.map((row, i) => entropySlope(row, labels[i]).map((slope) => weights[i] * slope)),
    ],
  };
};
function expectState({ state }: Computed, expected: Readonly<Record<string, readonly number[]>>): void {
  expect(Object.keys(state).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, values] of Object.entries(expected))
    values.forEach((value, i) => {
      expect(state[name][i], `${name} ${i}`).toBeCloseTo(value, 5);
    });
}

describe('FlexMatch', () => {
  const settings = { threshold: 0.95, temperature: 0, weight: 1, rampUp: 0 };
  // The pool has seven images: the model was last sure of class 0 for three, of class 1 for one, and never sure of three.
  const state = { learnt: [0, -1, 1, 0, -1, 0, -1], status: [1, 1 / 3, 0] };
  const given = { labelled, targets, pool: [weak, strong], state };

  it('asks of each class what it has learnt, and remembers what each image is sure of now', () => {
    // The predicted classes are 0, 0 and 2, with 0.997, 0.844 and 0.952.
    const seen = computed(flexmatch, { ...given, images: [6, 1, 4] }, settings);
    // The threshold of class 0 is 0.95 x 1 / (2 - 1), and that of class 2 is still 0.
    const { losses, slopes } = weighted([1, 0, 1]);
    expectClose(seen, losses, slopes);
    // The model is now sure of class 0 for image 6 and of class 2 for image 4. One image was never sure, and class 0 has the most images.
    expectState(seen, { learnt: [0, -1, 1, 0, 2, 0, 0], status: [1, 1 / 4, 1 / 4] });
    // At b = 0.9 the threshold of class 0 is 0.95 x 0.9 / 1.1 = 0.777.
    const eased = { ...given, state: { ...state, status: [0.9, 1 / 3, 0] }, images: [6, 1, 4] };
    expect(computed(flexmatch, eased, settings).losses[3]).toBeGreaterThan(0);
  });

  it('counts images that were never sure while these are most, and begins with thresholds of 0', () => {
    const fresh = { learnt: Array(7).fill(-1), status: [0, 0, 0] };
    const seen = computed(flexmatch, { ...given, state: fresh, images: [0, 1, 2] }, settings);
    expect(seen.losses.slice(2).every((loss) => loss > 0)).toBe(true);
    expectState(seen, { learnt: [0, -1, 2, -1, -1, -1, -1], status: [1 / 5, 0, 1 / 5] });
  });

  it('leaves the status as it is while no image was sure, and once all are of one class', () => {
    const unsure = { ...given, pool: [strong, strong], images: [0, 1, 2] };
    const none = { learnt: Array(7).fill(-1), status: [0, 0, 0] };
    expectState(computed(flexmatch, { ...unsure, state: none }, settings), none);
    const one = { learnt: Array(7).fill(1), status: [0, 0.5, 0] };
    expectState(computed(flexmatch, { ...unsure, state: one }, settings), one);
  });

  it('takes the same of an image that is twice in a batch, in whatever order it stands', () => {
    const twice = (pool: Rows[]) =>
      computed(flexmatch, { ...given, pool, images: [4, 1, 4] }, settings).state;
    const turned = [weak, strong].map((rows) => [rows[2], rows[1], rows[0]]);
    expect(twice([weak, strong]).learnt).toEqual([0, -1, 1, 0, 2, 0, -1]);
    expect(twice(turned)).toEqual(twice([weak, strong]));
  });
});

describe('FreeMatch', () => {
  const settings = { temperature: 0, weight: 1, rampUp: 0, stateDecay: 0.9, fairness: 0.01 };
  const state = { sureness: 0.93, said: [0.5, 0.2, 0.3], best: [0.6, 0.1, 0.3] };
  const probabilities = weak.map(softmax);
  const sureness = 0.9 * 0.93 + 0.1 * mean(probabilities.map((row) => Math.max(...row)));
  const said = along(state.said, columnMeans(probabilities), 0.9);
  const often = along(state.best, columnMeans(weak.map((row) => oneHot(best(row)))), 0.9);
  const passing = weak.map((row, i) =>
    Number(Math.max(...probabilities[i]) >= (sureness * said[best(row)]) / Math.max(...said)),
  );
  /** The fairness term (minus the cross entropy of the two distributions), for logits of the strong views. */
  const fairnessOf = (rows: Rows) => {
    const kept = rows.filter((_, i) => passing[i] === 1);
    const bests = columnMeans(kept.map((row) => oneHot(best(row))));
    const normalised = (values: number[]) => values.map((value) => value / values.reduce((a, b) => a + b, 0));
    const target = normalised(said.map((value, c) => value / often[c]));
    const q = normalised(
      columnMeans(kept.map(softmax)).map((value, c) => (bests[c] > 0 ? value / bests[c] : 0)),
    );
    return target.reduce((sum, value, c) => sum + value * Math.log(q[c] + 1e-12), 0);
  };

  it('moves its thresholds first and takes what reaches them, and the fairness of what passes', () => {
    expect(passing).toEqual([1, 0, 1]);
    const seen = computed(freematch, { labelled, targets, pool: [weak, strong], state }, settings);
    expectState(seen, { sureness: [sureness], said, best: often });
    expect(seen.whole).toBeCloseTo(0.01 * fairnessOf(strong), 4);
    // The derivative of the fairness is computed by finite differences.
    const { losses, slopes } = weighted(passing);
    const step = 1e-5;
    const moved = (row: number, c: number, by: number) =>
      strong.map((values, i) => values.map((value, j) => (i === row && j === c ? value + by : value)));
    const ofStrong = strong.map((values, row) =>
      values.map(
        (_, c) =>
          slopes[slopes.length - strong.length + row][c] +
          (0.01 * (fairnessOf(moved(row, c, step)) - fairnessOf(moved(row, c, -step)))) / (2 * step),
      ),
    );
    expectClose(seen, losses, [...slopes.slice(0, -strong.length), ...ofStrong]);
  });

  it('has no fairness where nothing passes, and nothing moves without images of the pool', () => {
    // No probability reaches this threshold.
    const strict = { ...state, sureness: 2 };
    const none = computed(
      freematch,
      { labelled, targets, pool: [weak, strong], state: { ...strict, said: [1, 1, 1] } },
      { ...settings, stateDecay: 1 },
    );
    expect(none.whole).toBeCloseTo(0, 12);
    expectClose(none, [...ofLabelled.losses, 0, 0, 0], [...ofLabelled.slopes, ...zeroRows, ...zeroRows]);
    const empty = computed(freematch, { labelled, targets, pool: [[], []], state }, settings);
    expectState(empty, { sureness: [0.93], said: state.said, best: state.best });
    expectClose(empty, ofLabelled.losses, ofLabelled.slopes);
  });
});

describe('SoftMatch', () => {
  const settings = { temperature: 0, weight: 1, rampUp: 0, stateDecay: 0.9 };
  const probabilities = weak.map(softmax);
  const weightsFor = (said: readonly number[], before: { mean: number; variance: number }) => {
    const sure = probabilities.map((row) => {
      const raised = row.map((p, c) => (p * (1 / classes + 1e-6)) / (said[c] + 1e-6));
      return Math.max(...raised) / raised.reduce((a, b) => a + b, 0);
    });
    const centre = mean(sure);
    const spread = sure.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (sure.length - 1);
    const [mu, variance] = [0.9 * before.mean + 0.1 * centre, 0.9 * before.variance + 0.1 * spread];
    // With n = 2 standard deviations, the divisor is 2 variance / n^2.
    const weights = sure.map((value) => Math.exp(-(Math.min(value - mu, 0) ** 2) / ((2 * variance) / 4)));
    return { mu, variance, weights };
  };

  it('weighs by a cut Gaussian of evened sureness, and learns the plain best class', () => {
    const state = { said: [0.5, 0.2, 0.3], begun: 1, mean: 0.98, variance: 0.02 };
    const said = along(state.said, columnMeans(probabilities), 0.9);
    const { mu, variance, weights } = weightsFor(said, state);
    // The model is surer than the mean about one image, and less sure about another.
    expect([weights.some((weight) => weight === 1), weights.some((weight) => weight < 0.9)]).toEqual([
      true,
      true,
    ]);
    const seen = computed(softmatch, { labelled, targets, pool: [weak, strong], state }, settings);
    const { losses, slopes } = weighted(weights);
    expectClose(seen, losses, slopes);
    expectState(seen, { said, begun: [1], mean: [mu], variance: [variance] });
  });

  it('takes over what the first step says of the classes as it is, and nothing moves without images of the pool', () => {
    const state = { said: [1 / 3, 1 / 3, 1 / 3], begun: 0, mean: 1 / 3, variance: 1 };
    const said = columnMeans(probabilities);
    const { mu, variance, weights } = weightsFor(said, state);
    const seen = computed(softmatch, { labelled, targets, pool: [weak, strong], state }, settings);
    expectState(seen, { said, begun: [1], mean: [mu], variance: [variance] });
    expectClose(seen, weighted(weights).losses, weighted(weights).slopes);
    const empty = computed(softmatch, { labelled, targets, pool: [[], []], state }, settings);
    expectState(empty, { said: state.said, begun: [0], mean: [1 / 3], variance: [1] });
    expectClose(empty, ofLabelled.losses, ofLabelled.slopes);
  });
});

describe('knowledge distillation', () => {
  const teacher = weak.map(softmax);
  // The logits are divided by T, because the power of a softmax is again a softmax.
  const [soft, own] = [weak, strong].map((rows) => rows.map((row) => softmax(row.map((value) => value / 4))));
  const given = { labelled, targets, pool: [strong], poolTargets: teacher };

  it('holds both sides at T, times T squared, and labelled images at 1', () => {
    const losses = own.map(
      (p, i) => 16 * -p.reduce((sum, value, c) => sum + soft[i][c] * Math.log(value), 0),
    );
    const slopes = own.map((p, i) => p.map((value, c) => 4 * (value - soft[i][c])));
    expectClose(
      computed(distillation, given, { temperature: 4 }),
      [...ofLabelled.losses, ...losses],
      [...ofLabelled.slopes, ...slopes],
    );
  });

  it('is plain cross entropy at T = 1, and takes a decision of a person as it is', () => {
    const decided = [teacher[0], [0, 1, 0], teacher[2]];
    expectClose(
      computed(distillation, { ...given, poolTargets: decided }, { temperature: 1 }),
      [...ofLabelled.losses, ...strong.map((row, i) => entropy(row, decided[i]))],
      [...ofLabelled.slopes, ...strong.map((row, i) => entropySlope(row, decided[i]))],
    );
    const { losses } = computed(distillation, { ...given, poolTargets: decided }, { temperature: 4 });
    expect(losses[3]).toBeCloseTo(-16 * Math.log(own[1][1]), 4);
  });
});
