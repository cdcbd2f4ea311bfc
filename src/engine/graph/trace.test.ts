import { afterAll, describe, expect, it } from 'vitest';
import { StudioError } from '../../core/errors';
import { binding, tf } from '../runtime';
import { matmul } from './ops';
import { Program } from './program';
import { trace } from './trace';

const open: { close(): void }[] = [];
afterAll(() => {
  for (const item of open) item.close();
});
function kept<T extends { close(): void }>(item: T): T {
  open.push(item);
  return item;
}

describe('trace', () => {
  it('computes what the function computes, with values from outside as constants', () => {
    const outside = tf.tensor([10, 20, 30]);
    const traced = kept(
      trace(({ x }) => ({ y: tf.add(tf.mul(x, 2), outside), top: tf.argMax(x) }), {
        x: { shape: [3], dtype: 'float32' },
      }),
    );
    outside.dispose();
    expect(traced({ x: Float32Array.of(1, 5, 3) })).toEqual({
      y: Float32Array.of(12, 30, 36),
      top: Int32Array.of(1),
    });
    expect(traced({ x: Float32Array.of(9, 5, 3) })).toEqual({
      y: Float32Array.of(28, 30, 36),
      top: Int32Array.of(0),
    });
  });

  it('takes uint8 as numbers', () => {
    const traced = kept(trace(({ x }) => ({ mean: tf.mean(x) }), { x: { shape: [2, 2], dtype: 'uint8' } }));
    expect(traced({ x: Uint8Array.of(0, 255, 10, 15) }).mean).toEqual(Float32Array.of(70));
  });

  it('traces gradients', () => {
    const slope = tf.grad((x) => tf.sum(tf.pow(x, 3)));
    const traced = kept(
      trace(({ x }) => ({ dx: slope(x as never) }), { x: { shape: [3], dtype: 'float32' } }),
    );
    expect(Array.from(traced({ x: Float32Array.of(1, 2, 3) }).dx as Float32Array)).toEqual([3, 12, 27]);
  });

  it('names the op and the line of the traced function where an op fails', () => {
    const make = () =>
      trace(({ a, b }) => ({ y: matmul(a, b) }), {
        a: { shape: [2, 3], dtype: 'float32' },
        b: { shape: [4, 2], dtype: 'float32' },
      });
    expect(make).toThrow(StudioError);
    expect(make).toThrow(/MatMul failed .*trace\.test\.ts:\d+/);
  });

  it('refuses inputs of another size with a sentence', () => {
    const traced = kept(trace(({ x }) => ({ y: tf.neg(x) }), { x: { shape: [3], dtype: 'float32' } }));
    expect(() => traced({ x: Float32Array.of(1, 2) })).toThrow(
      '"x" must be Float32Array of 3 ([3]), got Float32Array of 2',
    );
  });

  it('runs any batch where the first size is open', () => {
    const weights = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const traced = kept(
      trace(({ x, y }) => ({ z: tf.add(matmul(x, weights), y) }), {
        x: { shape: [-1, 2], dtype: 'float32' },
        y: { shape: [-1, 1], dtype: 'float32' },
      }),
    );
    weights.dispose();
    for (const rows of [1, 2, 5]) {
      const x = Float32Array.from({ length: rows * 2 }, (_, i) => i);
      const y = Float32Array.from({ length: rows }, (_, i) => 100 * i);
      const expected = Array.from({ length: rows }, (_, i) => {
        const [a, b] = [2 * i, 2 * i + 1];
        return [a + 3 * b + 100 * i, 2 * a + 4 * b + 100 * i];
      });
      expect(Array.from(traced({ x, y }).z as Float32Array)).toEqual(expected.flat());
    }
  });

  it('refuses batches that do not agree, empty ones and broken rows, and keeps nothing of them', () => {
    const traced = kept(
      trace(({ x, y }) => ({ z: tf.mul(x, y) }), {
        x: { shape: [-1, 2], dtype: 'float32' },
        y: { shape: [-1, 1], dtype: 'uint8' },
      }),
    );
    const before = binding.getNumOfTensors();
    const run = (x: number, y: number) => () => traced({ x: new Float32Array(x), y: new Uint8Array(y) });
    expect(run(4, 3)).toThrow('"y" brings 3 rows and "x" 2');
    expect(run(0, 0)).toThrow('"x" must be Float32Array of any number of rows of 2 ([-1,2])');
    expect(run(5, 2)).toThrow('got Float32Array of 5');
    expect(() => traced({ x: new Float32Array(2), y: new Float32Array(1) })).toThrow('Uint8Array');
    expect(binding.getNumOfTensors()).toBe(before);
    const inner = { x: { shape: [2, -1], dtype: 'float32' } } as const;
    expect(() => trace(({ x }) => ({ x }), inner)).toThrow('in its first size alone');
  });

  it('leaves no tensors behind', () => {
    const before = binding.getNumOfTensors();
    const traced = trace(({ x }) => ({ y: tf.exp(x) }), { x: { shape: [64], dtype: 'float32' } });
    for (let i = 0; i < 50; i++) traced({ x: new Float32Array(64) });
    traced.close();
    expect(binding.getNumOfTensors()).toBe(before);
  });
});

/** A counter and a sum in a session of their own. */
function accumulator(start: number) {
  const program = new Program();
  const sum = program.variable('sum', tf.scalar(start), false);
  program.define('add', { x: { shape: [], dtype: 'float32' } }, ({ x }, step) => {
    const next = tf.add(sum.value, x);
    step.assign(sum, next);
    return { next };
  });
  return kept(program.compile());
}

describe('sessions side by side', () => {
  it('keep variables of the same name apart', () => {
    const [one, two] = [accumulator(0), accumulator(100)];
    for (let i = 1; i <= 5; i++) {
      one.run('add', { x: Float32Array.of(i) });
      two.run('add', { x: Float32Array.of(-i) });
    }
    expect(one.read(['sum']).get('sum')).toEqual(Float32Array.of(15));
    expect(two.read(['sum']).get('sum')).toEqual(Float32Array.of(85));
  });
});
