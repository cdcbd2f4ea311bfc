import type { PicturePair } from '../../core/near-copies/same-picture';

/** To a comparing thread: pairs of small pictures. A picture that is in several pairs is sent once. */
export interface ComparisonTask {
  readonly id: number;
  readonly pairs: readonly PicturePair[];
}

/** Whether the pictures of each pair are the same. */
export interface ComparisonAnswer {
  readonly id: number;
  readonly same: readonly boolean[];
}
