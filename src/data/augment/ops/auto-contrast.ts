import { autoContrast as apply } from '../histogram';
import { augmentOp } from '../op';

export const autoContrast = augmentOp('AutoContrast', apply);
