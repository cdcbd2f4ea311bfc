export { augmentImage } from './augment-image';
