import { messageOf } from '../../core/errors';
import type { Matrices } from '../../core/ood';
import { binding, type OpAttribute } from '../runtime';

/** `TF_DOUBLE` of TensorFlow's C API, which the addon does not export. */
const double = 2;
/** TensorFlow's error for a matrix that is not positive definite, as opposed to a lack of memory. */
const notDefinite = /decomposition was not successful/i;
/** Rows on the device at a time. */
const rowsAtATime = 2048;

/**
 * The matrix operations of core/ood in TensorFlow. They use float64, because a covariance of features is nearly
 * singular; tfjs has no such type, so values are passed as sums of two float32 (48 bits of the 53) and are
 * float64 only on the device. With 5,000 images of 1,280 features a fit takes a tenth of the time that it takes
 * in JavaScript, and relatively less with more images.
 */
export const doubleMatrices: Matrices = {
  scatter: (rows, count, size) =>
    inScope((scope) => {
      let sum: number | null = null;
      for (let from = 0; from < count; from += rowsAtATime) {
        const to = Math.min(count, from + rowsAtATime);
        const part = scope.put(rows.subarray(from * size, to * size), [to - from, size]);
        const product = scope.run(
          'MatMul',
          [flag('transpose_a', true), flag('transpose_b', false)],
          part,
          part,
        );
        const next: number = sum === null ? product : scope.run('AddV2', [], sum, product);
        scope.keepOnly(next);
        sum = next;
      }
      return sum === null ? new Float64Array(size * size) : scope.get(sum);
    }),
  cholesky: (matrix, size) =>
    inScope((scope) => {
      const put = scope.put(matrix, [size, size]);
      let factor: Float64Array;
      try {
        factor = scope.get(scope.run('Cholesky', [], put));
      } catch (error) {
        if (notDefinite.test(messageOf(error))) return undefined;
        throw error;
      }
      // On a GPU the operation does not fail for such a matrix, but returns a factor with NaN or zeros on its
      // diagonal.
      for (let i = 0; i < size; i++) if (!(factor[i * size + i] > 0)) return undefined;
      return factor;
    }),
  invertLower: (factor, size) =>
    inScope((scope) => {
      const identity = new Float64Array(size * size);
      for (let i = 0; i < size; i++) identity[i * size + i] = 1;
      const [lower, right] = [factor, identity].map((matrix) => scope.put(matrix, [size, size]));
      return scope.get(
        scope.run('MatrixTriangularSolve', [flag('lower', true), flag('adjoint', false)], lower, right),
      );
    }),
  eigen: (matrix, size) =>
    inScope((scope) => {
      const put = scope.put(matrix, [size, size]);
      const [values, vectors] = scope.runForTwo('SelfAdjointEigV2', [flag('compute_v', true)], put);
      return { values: scope.get(values), vectors: scope.get(vectors) };
    }),
};

function inScope<T>(work: (scope: Scope) => T): T {
  const scope = new Scope();
  try {
    return work(scope);
  } finally {
    scope.keepOnly();
  }
}

/** float64 tensors by their handles, which are freed together. */
class Scope {
  readonly #ids = new Set<number>();

  put(values: Float64Array, shape: number[]): number {
    const high = Float32Array.from(values);
    const low = new Float32Array(values.length);
    for (let i = 0; i < low.length; i++) low[i] = values[i] - high[i];
    const [a, b] = [high, low].map((part) =>
      this.#cast(this.#own(binding.createTensor(shape, binding.TF_FLOAT, part)), binding.TF_FLOAT, double),
    );
    return this.run('AddV2', [], a, b);
  }

  get(id: number): Float64Array {
    const high = this.#cast(id, double, binding.TF_FLOAT);
    const low = this.#cast(
      this.run('Sub', [], id, this.#cast(high, binding.TF_FLOAT, double)),
      double,
      binding.TF_FLOAT,
    );
    const [a, b] = [high, low].map((part) => binding.tensorDataSync(part) as Float32Array);
    const values = new Float64Array(a.length);
    for (let i = 0; i < values.length; i++) values[i] = a[i] + b[i];
    return values;
  }

  /** Runs an op on float64 inputs with one output. */
  run(name: string, attributes: OpAttribute[], ...inputs: number[]): number {
    return this.#execute(name, [...attributes, type('T', double)], inputs)[0];
  }

  /** The same with two outputs. */
  runForTwo(name: string, attributes: OpAttribute[], ...inputs: number[]): number[] {
    return this.#execute(name, [...attributes, type('T', double)], inputs, 2);
  }

  /** Frees all tensors but one. */
  keepOnly(kept?: number): void {
    for (const id of this.#ids) {
      if (id === kept) continue;
      binding.deleteTensor(id);
      this.#ids.delete(id);
    }
  }

  #cast(id: number, from: number, to: number): number {
    return this.#execute('Cast', [type('SrcT', from), type('DstT', to), flag('Truncate', false)], [id])[0];
  }

  #execute(name: string, attributes: OpAttribute[], inputs: number[], outputs = 1): number[] {
    return binding.executeOp(name, attributes, inputs, outputs).map(({ id }) => this.#own(id));
  }

  #own(id: number): number {
    this.#ids.add(id);
    return id;
  }
}

const type = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value });
const flag = (name: string, value: boolean): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value });
