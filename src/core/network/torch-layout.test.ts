import { describe, expect, it } from 'vitest';
import { fromTorch, torchShape, toTorch } from './torch-layout';

const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => i);
const kernel = { name: 'k', role: 'kernel' } as const;

describe('layouts of PyTorch', () => {
  // For a PyTorch tensor whose value at [o, i, h, w] is its row-major place.
  it('turns [output, input, height, width] into [height, width, input, output]', () => {
    const spec = { ...kernel, shape: [2, 3, 4, 5] };
    expect(torchShape(spec)).toEqual([5, 4, 2, 3]);
    const ours = fromTorch(numbers(120), spec);
    for (let h = 0; h < 2; h++)
      for (let w = 0; w < 3; w++)
        for (let i = 0; i < 4; i++)
          for (let o = 0; o < 5; o++)
            expect(ours[((h * 3 + w) * 4 + i) * 5 + o]).toBe(((o * 4 + i) * 2 + h) * 3 + w);
  });

  it('turns a depthwise [channels, 1, height, width] into [height, width, channels, 1]', () => {
    const spec = { ...kernel, shape: [2, 3, 4, 1], depthwise: true };
    expect(torchShape(spec)).toEqual([4, 1, 2, 3]);
    const ours = fromTorch(numbers(24), spec);
    for (let h = 0; h < 2; h++)
      for (let w = 0; w < 3; w++)
        for (let c = 0; c < 4; c++) expect(ours[(h * 3 + w) * 4 + c]).toBe((c * 2 + h) * 3 + w);
  });

  it('tells a depthwise kernel from one with a single output filter', () => {
    expect(torchShape({ shape: [1, 1, 8, 1] })).toEqual([1, 8, 1, 1]);
    expect(torchShape({ shape: [1, 1, 8, 1], depthwise: true })).toEqual([8, 1, 1, 1]);
  });

  it('turns a linear [output, input] into [input, output] and leaves vectors', () => {
    expect([...fromTorch(numbers(6), { ...kernel, shape: [3, 2] })]).toEqual([0, 3, 1, 4, 2, 5]);
    expect([...fromTorch(numbers(3), { name: 'b', role: 'bias', shape: [3] })]).toEqual([0, 1, 2]);
  });

  it.each([
    { ...kernel, shape: [3, 3, 4, 5] },
    { ...kernel, shape: [3, 2, 7, 1], depthwise: true },
    { ...kernel, shape: [5, 3] },
  ])('goes there and back: $shape', (spec) => {
    const ours = numbers(spec.shape.reduce((product, n) => product * n, 1));
    expect(toTorch(fromTorch(ours, spec), spec)).toEqual(ours);
    expect(fromTorch(toTorch(ours, spec), spec)).toEqual(ours);
  });
});
