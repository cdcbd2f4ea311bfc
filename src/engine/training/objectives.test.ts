import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { sharpened, softmaxCrossEntropy, stopGradient } from '../graph/ops';
import { fixmatch } from '../objectives/fixmatch';
import { joint } from '../objectives/joint';
import { meanTeacher } from '../objectives/mean-teacher';
import type { Objective } from '../objectives/objective';
import { type Tensor, tf } from '../runtime';
import { eagerNetwork } from './eager-reference.fixture';
import type { TrainSettings } from './settings';
import { classes, distance, drawnRows, plain, shared, size, trainersOf } from './small-steps.fixture';
import type { TrainBatch, Trainer } from './trainer';

/** Compares whole steps of each objective with the same step written in plain tfjs and run eagerly. */
const trainerOf = trainersOf(plain);
/** Normalises with running averages, so that images of a batch do not depend on each other. */
const apart: Partial<TrainSettings> = { learns: (name) => !/(^|\.)bn\d\./.test(name) };

const [labelled, pool] = [4, 6];
/** A batch of 4 labelled images and `views` views of 6 pool images, which have no targets. */
function batchOf(seed: number, views: number, poolWeight = 1): TrainBatch & { labelled: number } {
  const rows = labelled + views * pool;
  const drawn = drawnRows(new Random(11, seed), rows, { size, classes }, labelled);
  const weights = new Float32Array(rows).fill(1 / labelled, 0, labelled).fill(poolWeight / pool, labelled);
  return { ...drawn, weights, labelled, learningRate: 1 };
}

const imagesIn = ({ images }: TrainBatch, from: number, to: number) => {
  const row = size * size * 3;
  return tf.tensor(Float32Array.from(images.subarray(from * row, to * row)), [to - from, size, size, 3]);
};

type Numbers = Map<string, ArrayLike<number>>;

function taken(trainer: Trainer, batch: TrainBatch, prefix = ''): { numbers: Numbers; loss: number } {
  const read = () =>
    new Map([...trainer.state()].map(([name, { data }]) => [name, Float64Array.from(data as Float32Array)]));
  const before = read();
  const { loss } = trainer.train(batch);
  const after = read();
  const numbers = [...before]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, old]) => [name, old.map((w, i) => w - (after.get(name) as Float64Array)[i])] as const);
  return { numbers: new Map(numbers), loss };
}

/** Loss and gradients of an eager network for a loss of its training logits. */
function eagerly(loss: (eager: ReturnType<typeof eagerNetwork>) => Tensor): {
  loss: number;
  gradients: Numbers;
} {
  const eager = eagerNetwork({ ...shared, arch: plain.arch, epsilon: 1e-3 });
  const trained = [...eager.variables].filter(([, variable]) => variable.trainable);
  const { value, grads } = tf.variableGrads(
    () => loss(eager) as never,
    trained.map(([, variable]) => variable),
  );
  const gradients = trained.map(([name, variable]) => [name, grads[variable.name].dataSync()] as const);
  return { loss: value.dataSync()[0], gradients: new Map(gradients) };
}

function expectSame(step: { numbers: Numbers; loss: number }, expected: ReturnType<typeof eagerly>): void {
  expect(Math.abs(step.loss - expected.loss)).toBeLessThan(1e-4 * Math.max(1, expected.loss));
  expect(expected.gradients.size).toBeGreaterThan(20);
  for (const [name, gradient] of expected.gradients)
    expect(distance(step.numbers.get(name) as ArrayLike<number>, gradient), name).toBeLessThan(2e-3);
}

const crossEntropyOf = (logits: Tensor, targets: Tensor) =>
  tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));

describe('a step of FixMatch', () => {
  const settings = { threshold: 0.3, temperature: 0, weight: 1, rampUp: 0 };

  it('is that of one pass over all views, the weak ones’ best classes as constants', () => {
    const batch = batchOf(1, 2);
    const sure: boolean[] = [];
    const expected = eagerly((eager) => {
      const logits = eager.trainingLogits(imagesIn(batch, 0, labelled + 2 * pool));
      const all = logits.arraySync() as number[][];
      const targets: number[][] = [];
      for (let image = 0; image < pool; image++) {
        const row = all[labelled + image];
        const powers = row.map((value) => Math.exp(value));
        sure.push(Math.max(...powers) / powers.reduce((a, b) => a + b, 0) >= settings.threshold);
        const best = row.indexOf(Math.max(...row));
        targets.push(row.map((_, c) => Number(sure[image] && c === best)));
      }
      const own = tf.tensor(batch.targets.slice(0, labelled * classes), [labelled, classes]);
      const ofLabelled = tf.mean(crossEntropyOf(tf.slice(logits, 0, labelled), own));
      const strong = tf.slice(logits, labelled + pool, pool);
      // The mean over the whole pool part: an uncertain image has a target of zeros but is part of the mean.
      return tf.add(ofLabelled, tf.mean(crossEntropyOf(strong, tf.tensor2d(targets))));
    });
    // Both cases occur, so that an ignored threshold would be noticed.
    expect(new Set(sure)).toEqual(new Set([true, false]));
    const trainer = trainerOf({ objective: fixmatch, consistency: settings });
    expectSame(taken(trainer, batch), expected);
  });

  it('tells what each image lost where it has its first view, nothing in its other rows', () => {
    const trainer = trainerOf({ objective: fixmatch, consistency: { ...settings, threshold: 0 } });
    const { rowLoss, predicted, loss } = trainer.train({ ...batchOf(1, 2), learningRate: 0 });
    expect([rowLoss.length, predicted.length]).toEqual([labelled + 2 * pool, labelled + 2 * pool]);
    expect(rowLoss.subarray(0, labelled + pool).every((value) => value > 0)).toBe(true);
    expect([...rowLoss.subarray(labelled + pool)]).toEqual(Array(pool).fill(0));
    const mean = (from: number, count: number) =>
      rowLoss.subarray(from, from + count).reduce((sum, value) => sum + value, 0) / count;
    expect(loss).toBeCloseTo(mean(0, labelled) + mean(labelled, pool), 4);
  });

  it('in parts is the step of the whole, views of an image together', () => {
    const consistency = { ...settings, temperature: 0.5 };
    const [whole, parts] = [
      trainerOf({ ...apart, objective: fixmatch, consistency }),
      trainerOf({ ...apart, objective: fixmatch, consistency }, 5),
    ];
    const [a, b] = [taken(whole, batchOf(2, 2)), taken(parts, batchOf(2, 2))];
    expect(b.loss).toBeCloseTo(a.loss, 4);
    for (const [name, step] of a.numbers)
      expect(distance(b.numbers.get(name) as ArrayLike<number>, step), name).toBeLessThan(1e-3);
  });

  it('refuses a batch in which an image lacks a view', () => {
    const trainer = trainerOf({ objective: fixmatch, consistency: settings });
    expect(() => trainer.train({ ...batchOf(1, 2), labelled: 3 })).toThrow(/2 views/);
  });
});

describe('a step of Mean Teacher', () => {
  it('is that of the squared difference from what the average says of its own rows', () => {
    const batch = batchOf(3, 2, 50);
    const expected = eagerly((eager) => {
      const logits = eager.trainingLogits(imagesIn(batch, 0, labelled + pool));
      const own = tf.tensor(batch.targets.slice(0, labelled * classes), [labelled, classes]);
      const ofLabelled = tf.mean(crossEntropyOf(tf.slice(logits, 0, labelled), own));
      // Before the first step the average equals the weights. It is passed as data, so that it has no
      // gradient.
      const guide = tf.tensor2d(
        tf
          .softmax(eager.trainingLogits(imagesIn(batch, labelled + pool, labelled + 2 * pool)))
          .arraySync() as number[][],
      );
      const difference = tf.sub(tf.softmax(tf.slice(logits, labelled, pool)), guide);
      return tf.add(ofLabelled, tf.mul(50, tf.mean(tf.square(difference))));
    });
    const step = taken(trainerOf({ objective: meanTeacher }), batch);
    expectSame(step, expected);
  });

  it('moves its average by the decay, and the average is what is evaluated', () => {
    const trainer = trainerOf({ objective: meanTeacher });
    const before = new Map([...trainer.weights()].map(([name, values]) => [name, values.slice()]));
    trainer.train({ ...batchOf(4, 2), emaDecay: 0.75 });
    const state = trainer.state();
    for (const [name, values] of trainer.weights()) {
      const now = state.get(name)?.data as Float32Array;
      const expected = (before.get(name) as Float32Array).map((old, i) => 0.75 * old + 0.25 * now[i]);
      expect(distance(values, expected), name).toBeLessThan(1e-5);
    }
  });

  it('its teacher has masks of its own: without them both say the same of the same image', () => {
    const twice = (noise: TrainSettings['noise']) => {
      const trainer = trainerOf({ ...apart, objective: meanTeacher, noise });
      const batch = batchOf(5, 2);
      const row = size * size * 3;
      batch.images.copyWithin((labelled + pool) * row, labelled * row, (labelled + pool) * row);
      const { rowLoss } = trainer.train({ ...batch, learningRate: 0 });
      return Math.max(...rowLoss.subarray(labelled, labelled + pool));
    };
    expect(twice({ dropout: 0, survival: 1 })).toBeLessThan(1e-9);
    expect(twice({ dropout: 0.5, survival: 1 })).toBeGreaterThan(1e-6);
  });

  it('in parts is the step of the whole', () => {
    const [whole, parts] = [
      trainerOf({ ...apart, objective: meanTeacher }),
      trainerOf({ ...apart, objective: meanTeacher }, 6),
    ];
    const [a, b] = [taken(whole, batchOf(6, 2)), taken(parts, batchOf(6, 2))];
    expect(b.loss).toBeCloseTo(a.loss, 4);
    for (const [name, step] of a.numbers)
      expect(distance(b.numbers.get(name) as ArrayLike<number>, step), name).toBeLessThan(1e-3);
  });
});

/**
 * Remembers how often each class is predicted for the pool, and weights images of rare classes more, as
 * adaptive thresholds do.
 */
const remembers: Objective = {
  views: { labelled: 'strong', pool: ['strong'], teacher: [] },
  state: { share: { shape: (count) => [count], initial: (count) => 1 / count } },
  losses({ labelled: own, pool: [seen], state, update, share }) {
    const guess = sharpened(stopGradient(seen.logits), 1);
    const mean = tf.mean(guess, 0);
    // The decay is 0.8 for a step, and so 0.8^share for a part of it.
    const kept = tf.pow(tf.scalar(0.8), share);
    update('share', tf.add(tf.mul(state('share'), kept), tf.mul(mean, tf.sub(1, kept))));
    return {
      labelled: softmaxCrossEntropy(own.logits, own.targets),
      pool: softmaxCrossEntropy(seen.logits, tf.mul(guess, state('share'))),
    };
  },
};

describe('what an objective remembers', () => {
  const shareOf = (trainer: Trainer) => trainer.state().get('objective/share')?.data as Float32Array;

  it('begins as it says, is read before a step and set by it, and is part of a checkpoint', () => {
    const [first, second] = [trainerOf({ objective: remembers }), trainerOf({ objective: remembers })];
    expect([...shareOf(first)].map((value) => value.toFixed(4))).toEqual(Array(classes).fill('0.2000'));
    first.train(batchOf(1, 1));
    const after = shareOf(first);
    expect(after.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(distance(after, new Float32Array(classes).fill(0.2))).toBeGreaterThan(1e-3);
    second.setState(first.state(), first.step);
    expect(shareOf(second)).toEqual(after);
    expect(second.train(batchOf(2, 1))).toEqual(first.train(batchOf(2, 1)));
    expect(second.state()).toEqual(first.state());
    const without = new Map([...first.state()].filter(([name]) => !name.startsWith('objective/')));
    expect(() => second.setState(without, 1)).toThrow(/objective\/share/);
  });

  it('moves as far in parts as in the whole where the parts see the same', () => {
    const blank = { ...batchOf(1, 1), learningRate: 0 };
    blank.images.fill(90);
    const [whole, parts] = [
      trainerOf({ ...apart, objective: remembers }),
      trainerOf({ ...apart, objective: remembers }, 5),
    ];
    for (const trainer of [whole, parts]) trainer.train(blank);
    expect(distance(shareOf(parts), shareOf(whole))).toBeLessThan(1e-5);
  });
});

describe('the joint objective', () => {
  const targets = new Float32Array((labelled + pool) * classes).map((_, i) => (i % classes === 2 ? 1 : 0));
  const batch = { ...batchOf(7, 1), targets };

  it('is the cross entropy of all rows', () => {
    const [a, b] = [trainerOf({ objective: joint }), trainerOf({})];
    expect(b.train(batch)).toEqual(a.train(batch));
    expect(b.state()).toEqual(a.state());
  });

  it('is not guessed at where nobody says which rows are labelled', () => {
    const { labelled: _, ...unsaid } = batch;
    expect(() => trainerOf({ objective: joint }).train(unsaid)).toThrow(/undefined labelled ones/);
  });

  it('leaves out the rows of a teacher that looks on', () => {
    const watched: Objective = { ...joint, views: { ...joint.views, teacher: ['weak'] } };
    const whole = batchOf(8, 2);
    whole.targets.set(targets);
    const row = size * size * 3;
    const own = {
      ...whole,
      images: whole.images.slice(0, (labelled + pool) * row),
      targets,
      weights: whole.weights.slice(0, labelled + pool),
    };
    const [a, b] = [trainerOf({ objective: watched }), trainerOf({ objective: joint })];
    const [seen, expected] = [a.train(whole), b.train(own)];
    expect(seen.loss).toBeCloseTo(expected.loss, 5);
    expect(seen.rowLoss.length).toBe(labelled + 2 * pool);
    expected.rowLoss.forEach((loss, i) => {
      expect(seen.rowLoss[i]).toBeCloseTo(loss, 4);
    });
    expect([...seen.rowLoss.subarray(labelled + pool)]).toEqual(Array(pool).fill(0));
  });
});
