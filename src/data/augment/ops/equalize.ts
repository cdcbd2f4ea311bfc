import { equalize as apply } from '../filters/histogram';
import { augmentOp } from '../operation/op';

export const equalize = augmentOp('Equalize', apply);
