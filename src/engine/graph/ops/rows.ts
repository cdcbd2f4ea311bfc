import { binding, type Tensor, tf } from '../../runtime';
import { single, T, type, withGradient } from './kernel';

/**
 * Ops on `[rows, …]` that leave the number of rows open. tfjs reads each tensor's shape and writes the
 * numbers into the graph (a reshape with -1, the ones in the gradient of a mean, the reverse of a broadcast),
 * so that the graph would serve only the traced batch size.
 */

const int32 = binding.TF_INT32;

/** The shape of `x` when the graph runs, `[rank] int32`. */
export const shapeOf = (x: Tensor): Tensor => single('Shape', [T, type('out_type', int32)], [x]);

/** The number of rows of `x` when the graph runs, a float scalar. */
export const rowCount = (x: Tensor): Tensor =>
  tf.cast(tf.squeeze(tf.slice(shapeOf(x), 0, 1), [0]), 'float32');

/** `[rows of x, ...rest]` when the graph runs, `[1 + rest] int32`. */
export const rowsAnd = (x: Tensor, rest: readonly number[]): Tensor =>
  tf.concat([tf.slice(shapeOf(x), 0, 1), tf.tensor1d([...rest], 'int32')]);

function reshaped(x: Tensor, rest: readonly number[]): Tensor {
  const shape = tf.tensor1d([-1, ...rest], 'int32');
  return single('Reshape', [T, type('Tshape', int32)], [x, shape]);
}

/**
 * Reshapes `x` `[rows, …]` so that each row has the shape `rest`; rows may be split: `[n, h, w, c]` with rest
 * `[c]` is `[n·h·w, c]`.
 */
export function reshapeRows(x: Tensor, rest: readonly number[]): Tensor {
  const before = x.shape.slice(1);
  return withGradient((_save, input: Tensor) => ({
    value: reshaped(input, rest),
    gradFunc: (dy) => reshaped(dy, before),
  }))(x);
}

/** Sum of two tensors of one shape. */
export const addSame: (a: Tensor, b: Tensor) => Tensor = withGradient((_save, a: Tensor, b: Tensor) => ({
  value: tf.add(a, b),
  // The tape disposes of each gradient separately, so they must be two tensors.
  gradFunc: (dy) => [dy, tf.clone(dy)],
}));

const overSpace = (op: string, x: Tensor): Tensor => {
  const attributes = [
    T,
    type('Tidx', int32),
    { name: 'keep_dims', type: binding.TF_ATTR_BOOL, value: false },
  ];
  return single(op, attributes, [x, tf.tensor1d([1, 2], 'int32')]);
};

/** Mean over height and width, `[n, h, w, c]` → `[n, c]`. */
export const spatialMean: (x: Tensor) => Tensor = withGradient((save, x: Tensor) => {
  const [, height, width, channels] = x.shape;
  save([x]);
  return {
    value: overSpace('Mean', x),
    gradFunc: (dy, [saved]) => {
      const each = reshaped(tf.mul(dy, 1 / (height * width)), [1, 1, channels]);
      return single('BroadcastTo', [T, type('Tidx', int32)], [each, shapeOf(saved)]);
    },
  };
});

/** `x` `[n, h, w, c]` times the `gate` `[n, c]` of its image and channel. */
export const scaleChannels: (x: Tensor, gate: Tensor) => Tensor = withGradient(
  (save, x: Tensor, gate: Tensor) => {
    const wide = reshaped(gate, [1, 1, ...gate.shape.slice(1)]);
    save([x, wide]);
    return {
      value: tf.mul(x, wide),
      gradFunc: (dy, [input, factor]) => [tf.mul(dy, factor), overSpace('Sum', tf.mul(dy, input))],
    };
  },
);

/** Zeros around each image, `[n, h, w, c]` → `[n, h + 2 · around, w + 2 · around, c]`. */
export function padSpace(x: Tensor, around: number): Tensor {
  const inner = x.shape.slice(1);
  const index = type('Index', int32);
  return withGradient((_save, input: Tensor) => {
    const sides = tf.tensor2d([0, 0, around, around, around, around, 0, 0], [4, 2], 'int32');
    return {
      value: single('Pad', [T, type('Tpaddings', int32)], [input, sides]),
      gradFunc: (dy) => {
        const from = tf.tensor1d([0, around, around, 0], 'int32');
        return single('Slice', [T, index], [dy, from, tf.tensor1d([-1, ...inner], 'int32')]);
      },
    };
  })(x);
}

/**
 * A number for each row of `x`: `first` before row `from` `[1] int32`, `then` from it on, `[rows, 1, …]` with as
 * many ones as `rest` says. Without a gradient.
 */
export function fromRow(x: Tensor, from: Tensor, first: number, then: number, rest: number): Tensor {
  const int = type('Tidx', int32);
  const rows = tf.squeeze(tf.slice(shapeOf(x), 0, 1), [0]);
  const index = single('Range', [int], [tf.scalar(0, 'int32'), rows, tf.scalar(1, 'int32')]);
  const isBefore = single('Less', [type('T', int32)], [index, from]);
  const values = single('SelectV2', [T], [isBefore, tf.scalar(first), tf.scalar(then)]);
  return reshaped(values, Array(rest).fill(1));
}

/**
 * `count` rows of `x` `[rows, …]` from row `from` on, both `[1] int32` tensors. The gradient is zero for the
 * other rows.
 */
export function rowsFrom(x: Tensor, from: Tensor, count: Tensor): Tensor {
  const rest = x.shape.slice(1);
  return withGradient((save, input: Tensor, start: Tensor, length: Tensor) => {
    save([input, start, length]);
    return {
      value: sliceRows(input, start, length),
      gradFunc: (dy, [whole, first, rows]) => {
        const after = tf.sub(tf.sub(tf.slice(shapeOf(whole), 0, 1), first), rows);
        const sides = tf.concat([
          first,
          after,
          tf.tensor1d(
            rest.flatMap(() => [0, 0]),
            'int32',
          ),
        ]);
        const paddings = tf.reshape(sides, [1 + rest.length, 2]);
        // Positions have no gradient.
        return [single('Pad', [T, type('Tpaddings', int32)], [dy, paddings]), first, rows];
      },
    };
  })(x, from, count);
}

/** The same rows as `rowsFrom`, without a gradient. */
export function sliceRows(x: Tensor, from: Tensor, count: Tensor): Tensor {
  const rest = x.shape.slice(1);
  const of = (first: Tensor, others: number) =>
    rest.length === 0
      ? first
      : tf.concat([
          first,
          tf.tensor1d(
            rest.map(() => others),
            'int32',
          ),
        ]);
  const own = x.dtype === 'int32' ? type('T', int32) : T;
  return single('Slice', [own, type('Index', int32)], [x, of(from, 0), of(count, -1)]);
}
