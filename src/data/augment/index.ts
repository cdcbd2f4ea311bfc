export { augmentImage } from './augment-image';
export { augmentOpNames, augmentOps } from './ops';
