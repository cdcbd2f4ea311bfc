import { equalize as apply } from '../histogram';
import { augmentOp } from '../op';

export const equalize = augmentOp('Equalize', apply);
