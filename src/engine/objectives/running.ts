import { rowCount } from '../graph/ops';
import { type Tensor, tf } from '../runtime';

/**
 * Running averages that objectives keep in their state. They have no gradient. A part of a batch may contain no pool image; it then leaves
 * the averages unchanged.
 */

const countOr1 = (rows: Tensor): Tensor => tf.maximum(rowCount(rows), 1);

/** Mean of each column, `[rows, …]` → `[…]`; zeros if there is no row. */
export const meanOfRows = (rows: Tensor): Tensor => tf.div(tf.sum(rows, 0), countOr1(rows));

/** Variance of numbers `[rows]`, divided by rows - 1; 0 for fewer than two. */
export function varianceOf(values: Tensor): Tensor {
  const off = tf.sub(values, meanOfRows(values));
  return tf.div(tf.sum(tf.mul(off, off), 0), tf.maximum(tf.sub(rowCount(values), 1), 1));
}

/**
 * How far an average with this `decay` for a step moves towards the values of `rows`, a scalar: 1 - decay for a whole batch, less for a
 * part of one, and 0 if there is no row.
 */
export function rateOf(decay: number, share: Tensor, rows: Tensor): Tensor {
  const any = tf.minimum(rowCount(rows), 1);
  return tf.mul(tf.sub(1, tf.pow(tf.scalar(decay), share)), any);
}

export const moved = (old: Tensor, fresh: Tensor, rate: Tensor): Tensor =>
  tf.add(old, tf.mul(tf.sub(fresh, old), rate));
