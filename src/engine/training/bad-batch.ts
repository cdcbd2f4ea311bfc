import { writeCheckpoint } from '../checkpoint';
import type { TrainBatch } from './trainer';

/** Keeps a batch that broke a training (images, targets, weights) as safetensors, to be looked at. */
export function saveBatch(file: string, { images, targets, weights }: TrainBatch): void {
  const rows = weights.length;
  const tensors = new Map([
    ['images', { shape: [rows, images.length / rows], data: images }],
    ['targets', { shape: [rows, targets.length / rows], data: targets }],
    ['weights', { shape: [rows], data: weights }],
  ]);
  writeCheckpoint(file, { tensors, metadata: {} });
}
