import { rowsFrom, sliceRows } from '../graph/ops';
import { type Tensor, tf } from '../runtime';
import type { Objective, SeenBatch, SeenRows } from './objective';

/** The positions of the views in a batch, `[1] int32` tensors: labelled rows, then each view of the pool. */
export class Places {
  readonly labelled: Tensor;
  readonly #images: Tensor;

  /** `groups` `[2] int32`: the numbers of labelled images and of pool images. */
  constructor(groups: Tensor) {
    this.labelled = tf.slice(groups, 0, 1);
    this.#images = tf.slice(groups, 1, 1);
  }

  /** The rows of view `index` of the pool; the teacher's views follow those of the network in training. */
  view(index: number): [from: Tensor, count: Tensor] {
    return [tf.add(this.labelled, tf.mul(this.#images, tf.scalar(index, 'int32'))), this.#images];
  }

  /** All rows before view `index`. */
  before(index: number): [from: Tensor, count: Tensor] {
    return [tf.tensor1d([0], 'int32'), this.view(index)[0]];
  }
}

interface Seen extends Pick<SeenBatch, 'setting' | 'state' | 'update' | 'share' | 'classes'> {
  /** Logits of the network in training. */
  readonly logits: Tensor;
  /** Targets of all rows, including those of the teacher's views. */
  readonly targets: Tensor;
  /** Logits of the teacher's rows, view after view; null without a teacher. */
  readonly taught: Tensor | null;
  /** The pool image that each row shows, `[rows] int32`. */
  readonly images: Tensor;
  readonly places: Places;
}

/** The batch as an objective reads it; rows are sliced only when they are read. */
export function seenBatch({ views }: Objective, seen: Seen): SeenBatch {
  const { logits, targets, taught, images, places, setting, state, update, share, classes } = seen;
  const cut = (from: Tensor, count: Tensor): SeenRows => ({
    logits: rowsFrom(logits, from, count),
    targets: sliceRows(targets, from, count),
  });
  return {
    classes,
    setting,
    state,
    update,
    share,
    get all() {
      if (!taught) return { logits, targets };
      return { logits, targets: sliceRows(targets, ...places.before(views.pool.length)) };
    },
    get labelled() {
      return cut(...places.before(0));
    },
    get pool() {
      return views.pool.map((_, index) => cut(...places.view(index)));
    },
    get images() {
      return sliceRows(images, ...places.view(0));
    },
    get teacher() {
      if (!taught) return [];
      return views.teacher.map((_, index) => {
        const [, count] = places.view(index);
        return sliceRows(taught, tf.mul(count, tf.scalar(index, 'int32')), count);
      });
    },
  };
}
