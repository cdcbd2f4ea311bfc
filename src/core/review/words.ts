import { measuredIssues } from '../vocabulary/image-issues';
import { pictureOrders } from '../vocabulary/marks';

/**
 * `ood`: out-of-domain by score or person; `below-threshold`; `copies`: duplicated to fill its class; `changed`: another class than in
 * the labelling before; `disagrees`: a person's class is not the teacher's.
 */
export const reviewFlags = ['ood', 'below-threshold', 'copies', 'changed', 'disagrees'] as const;
export type ReviewFlag = (typeof reviewFlags)[number];

/** The bit of a flag in a number that packs several flags. */
export const flagBit = (flag: ReviewFlag): number => 1 << reviewFlags.indexOf(flag);

/**
 * `disagreement`: how far this labelling's class is from the last one's or from a person's; `change`: how far its whole distribution is
 * from that of the last iteration, whoever decided; `similar`: distance in feature space to
 * one image.
 */
export const reviewOrders = [
  'row',
  'confidence',
  'margin',
  'ood',
  'disagreement',
  'change',
  'similar',
  ...pictureOrders,
  ...measuredIssues,
] as const;
export type ReviewOrder = (typeof reviewOrders)[number];
