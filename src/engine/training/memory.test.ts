import { describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { binding } from '../runtime';
import { Trainer } from './trainer';

const [batch, size, classes] = [4, 8, 3];
const mega = 1024 * 1024;

describe('a long training', () => {
  it('keeps its memory over 1,000 steps', () => {
    const trainer = new Trainer({
      arch: architecture('small'),
      classes,
      imageSize: size,
      mean: [0.5, 0.5, 0.5],
      std: [0.25, 0.25, 0.25],
      noise: { dropout: 0.1, survival: 0.9 },
      optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      weightDecay: 0.01,
      batchNorm: { momentum: 0.9, epsilon: 1e-3 },
      ema: true,
      seed: 1,
    });
    const step = () =>
      trainer.train({
        images: new Uint8Array(batch * size * size * 3).fill(100),
        targets: new Float32Array(batch * classes).fill(1 / classes),
        weights: new Float32Array(batch).fill(1 / batch),
        learningRate: 1e-3,
        emaDecay: 0.9,
      });
    for (let i = 0; i < 200; i++) step();
    const [tensors, memory] = [binding.getNumOfTensors(), process.memoryUsage().rss];
    for (let i = 0; i < 1000; i++) step();
    expect(binding.getNumOfTensors()).toBe(tensors);
    // The inputs and outputs of 1,000 steps are more than 100 MB; garbage that JavaScript has not collected
    // yet is far less than this limit.
    expect(process.memoryUsage().rss - memory).toBeLessThan(48 * mega);
    trainer.close();
  });
});
