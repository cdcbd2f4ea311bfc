import { invert as apply } from '../filters/histogram';
import { augmentOp } from '../operation/op';

export const invert = augmentOp('Invert', apply);
