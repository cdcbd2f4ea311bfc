import { writeCheckpoint } from '../../files/safetensors/safetensors';
import type { TrainBatch } from './trainer';

/**
 * Stores a batch that made a training fail (`images [n, size, size, 3]`, `targets [n, classes]`, the rows'
 * `weights [n]`) as safetensors, for inspection.
 */
export function saveBatch(file: string, { images, targets, weights }: TrainBatch): void {
  const rows = weights.length;
  const size = Math.sqrt(images.length / rows / 3);
  const tensors = new Map([
    ['images', { shape: [rows, size, size, 3], data: images }],
    ['targets', { shape: [rows, targets.length / rows], data: targets }],
    ['weights', { shape: [rows], data: weights }],
  ]);
  writeCheckpoint(file, { tensors, metadata: {} });
}
