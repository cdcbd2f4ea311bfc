export { augmentImage } from './augment-image';
export { type AugmentOp, type AugmentOpName, augmentOpNames, augmentOps } from './ops';
