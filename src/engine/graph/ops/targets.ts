import { binding, type Tensor, tf } from '../../runtime';
import { bool, single, T, type, withGradient } from './kernel';

/**
 * Ops by which objectives make their targets, on `[rows, classes]` or `[rows]`. None has a gradient: a target
 * is a constant of its step.
 */

const int32 = binding.TF_INT32;

/** `x` as a constant: no gradient goes back through it. */
export const stopGradient = (x: Tensor): Tensor => single('StopGradient', [T], [x]);

/** Softmax of logits; `temperature` below 1 is sharper, above 1 flatter: p^(1/T), normalised. */
export function sharpened(logits: Tensor, temperature: number): Tensor {
  const scaled = temperature === 1 ? logits : single('Mul', [T], [logits, tf.scalar(1 / temperature)]);
  return single('Softmax', [T], [scaled]);
}

/** 1 for the largest of each row (the first of equals), 0 for the others, `[rows, classes]` → the same. */
export function bestClass(x: Tensor): Tensor {
  const classes = x.shape[x.shape.length - 1];
  return single(
    'OneHot',
    [T, type('TI', int32)],
    [tf.argMax(x, 1), tf.scalar(classes, 'int32'), tf.scalar(1), tf.scalar(0)],
  );
}

/** `op` over the classes of each row, `[rows, classes]` → `[rows]`. */
export const overClasses = (op: 'Max' | 'Mean' | 'Sum', x: Tensor): Tensor =>
  single(op, [T, type('Tidx', int32), bool('keep_dims', false)], [x, tf.tensor1d([1], 'int32')]);

/** The largest value of each row, `[rows, classes]` → `[rows]`. */
export const largest = (x: Tensor): Tensor => overClasses('Max', x);

/** 1 where a value reaches `limit` (one number, or one for each value), 0 elsewhere. */
export function atLeast(x: Tensor, limit: number | Tensor): Tensor {
  const bound = typeof limit === 'number' ? tf.scalar(limit) : limit;
  const reached = single('GreaterEqual', [T], [x, bound]);
  return single('Cast', [type('SrcT', binding.TF_BOOL), type('DstT', binding.TF_FLOAT)], [reached]);
}

/**
 * Mean over the classes of the squared difference between the softmax of `logits` and `targets`, `[rows,
 * classes]` twice → `[rows]`. Targets have no gradient.
 */
export function softmaxMeanSquare(logits: Tensor, targets: Tensor): Tensor {
  return withGradient((save, x: Tensor) => {
    const p = single('Softmax', [T], [x]);
    const difference = tf.sub(p, targets);
    save([p, difference]);
    return {
      value: overClasses('Mean', tf.mul(difference, difference)),
      gradFunc: (dy, [shares, off]) => slopeOfSquare(shares, off, dy),
    };
  })(logits);
}

/** The same between the softmaxes of two sets of logits, both of which get a gradient. */
export const softmaxesMeanSquare: (a: Tensor, b: Tensor) => Tensor = withGradient(
  (save, a: Tensor, b: Tensor) => {
    const [p, q] = [a, b].map((x) => single('Softmax', [T], [x]));
    const difference = tf.sub(p, q);
    save([p, q, difference]);
    return {
      value: overClasses('Mean', tf.mul(difference, difference)),
      gradFunc: (dy, [ofA, ofB, off]) => [slopeOfSquare(ofA, off, dy), slopeOfSquare(ofB, tf.neg(off), dy)],
    };
  },
);

/**
 * The gradient of a row's mean square with respect to its logits: the gradient by each share (`off` holds the differences), passed back
 * through the softmax that made the shares.
 */
function slopeOfSquare(shares: Tensor, off: Tensor, dy: Tensor): Tensor {
  const classes = shares.shape[shares.shape.length - 1];
  const slope = tf.mul(tf.mul(off, 2 / classes), tf.expandDims(dy, 1));
  const along = tf.expandDims(overClasses('Sum', tf.mul(slope, shares)), 1);
  return tf.mul(shares, tf.sub(slope, along));
}

/**
 * `base` `[n]`, in which each place in `at` `[k] int32` becomes the larger of its own value and the one in `values` `[k]`. If a place
 * occurs several times it becomes the largest of them, in whatever order they are written.
 */
export function scatterLargest(base: Tensor, at: Tensor, values: Tensor): Tensor {
  return single('TensorScatterMax', [T, type('Tindices', int32)], [base, tf.expandDims(at, 1), values]);
}

/** How often each whole number below `count` is in `values`, `[n]` → `[count]`; exact for up to 2^24 equal numbers. */
export function countOfEach(values: Tensor, count: number): Tensor {
  const ones = tf.fill(values.shape, 1);
  const attributes = [T, type('Tindices', int32), type('Tnumsegments', int32)];
  return single('UnsortedSegmentSum', attributes, [
    ones,
    tf.cast(values, 'int32'),
    tf.scalar(count, 'int32'),
  ]);
}

/**
 * FreeMatch's fairness, a scalar: the sum over classes of `kept` x log q. Here q is the mean softmax of those `logits` whose `mask`
 * `[rows]` is 1, divided for each class by the share of these rows in which it is the best class, and normalised. It is 0 if no row has a
 * mask of 1. Only the logits get a gradient; the counts are constants.
 */
export function evenness(logits: Tensor, mask: Tensor, kept: Tensor): Tensor {
  const best = bestClass(stopGradient(logits));
  const passed = tf.sum(mask);
  const any = tf.minimum(passed, 1);
  const weights = tf.expandDims(tf.div(mask, tf.maximum(passed, 1)), 1);
  const often = tf.sum(tf.mul(best, weights), 0);
  const factors = tf.div(atLeast(often, 1e-30), tf.maximum(often, 1e-30));
  return withGradient((save, x: Tensor) => {
    const shares = single('Softmax', [T], [x]);
    const raised = tf.mul(tf.sum(tf.mul(shares, weights), 0), factors);
    // Without any such row everything is 0, and so is the gradient.
    const sum = tf.add(tf.sum(raised), tf.sub(1, any));
    const q = tf.div(raised, sum);
    const byQ = tf.div(kept, tf.add(q, 1e-12));
    const byMean = tf.mul(tf.div(tf.sub(byQ, tf.sum(tf.mul(byQ, q))), sum), factors);
    const byShare = tf.mul(tf.mul(weights, byMean), any);
    const slope = tf.mul(
      shares,
      tf.sub(byShare, tf.expandDims(overClasses('Sum', tf.mul(byShare, shares)), 1)),
    );
    save([slope]);
    return {
      value: tf.mul(tf.sum(tf.mul(kept, tf.log(tf.add(q, 1e-12)))), any),
      gradFunc: (dy, [saved]) => tf.mul(saved, dy),
    };
  })(logits);
}
