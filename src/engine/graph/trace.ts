import type { TensorData } from '../runtime';
import { Program, type ProgramStep } from './program';
import type { Inputs, TensorMap } from './signature';

/** A traced function: flat arrays in, flat arrays out. `close()` frees its session. */
export interface Traced<I extends Inputs> {
  (inputs: { readonly [K in keyof I]: TensorData }): Record<string, TensorData>;
  close(): void;
}

/**
 * Records `fn`, written in ordinary tfjs, into a TensorFlow graph and returns it as a function that runs
 * without JavaScript between its ops. Values that `fn` takes from outside are constants of the graph; for
 * variables, several functions that share them, or updates use `Program`. Throws `trace-op` with the op and
 * the line of `fn` if an op fails.
 *
 * ```ts
 * const distance = trace(({ a, b }) => ({ d: tf.norm(tf.sub(a, b)) }), {
 *   a: { shape: [3], dtype: 'float32' },
 *   b: { shape: [3], dtype: 'float32' },
 * });
 * distance({ a: Float32Array.of(1, 2, 3), b: Float32Array.of(1, 2, 5) }).d; // Float32Array [2]
 * ```
 */
export function trace<I extends Inputs>(
  fn: (inputs: { [K in keyof I]: TensorMap[string] }, step: ProgramStep) => TensorMap,
  inputs: I,
): Traced<I> {
  const session = new Program().define('call', inputs, fn as never).compile();
  const call = (values: { readonly [K in keyof I]: TensorData }) => session.run('call', values);
  return Object.assign(call, { close: () => session.close() });
}
