import { invert as apply } from '../histogram';
import { augmentOp } from '../op';

export const invert = augmentOp('Invert', apply);
