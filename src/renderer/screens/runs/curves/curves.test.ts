import { describe, expect, it } from 'vitest';
import { curveOf } from './curves';

describe('curveOf', () => {
  it('leaves out points without the measure', () => {
    const empty = { trainLoss: null, trainAccuracy: null, validationLoss: null, validationAccuracy: null };
    const rest = { learningRate: null, seconds: null, imagesPerSecond: null, waitShare: null };
    const epochs = [
      { epoch: 1, step: 10, ...empty, ...rest, trainLoss: 2 },
      { epoch: 2, step: 20, ...empty, ...rest },
      { epoch: 3, step: 30, ...empty, ...rest, trainLoss: 1 },
    ];
    expect(curveOf(epochs, 'trainLoss')).toEqual([
      [10, 2],
      [30, 1],
    ]);
  });
});
