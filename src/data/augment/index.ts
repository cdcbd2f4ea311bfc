export { augmentImage, cleanImage } from './augment-image';
