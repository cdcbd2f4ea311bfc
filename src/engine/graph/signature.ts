import type { Tensor, Variable } from '../runtime';

export type InputType = 'float32' | 'int32' | 'uint8';

/**
 * The shape and type of one input. uint8 inputs reach the traced function as float32, cast inside the graph.
 * A first size of -1 leaves the batch open: each run sets the number of rows, the same for every open input
 * of the function.
 */
export interface InputSpec {
  shape: readonly number[];
  dtype: InputType;
  /** The input's value while the function is traced; zeros by default. No op of the graph may depend on it. */
  sample?: readonly number[];
}

export const isOpen = ({ shape }: InputSpec): boolean => shape[0] === -1;

/** The shape with `rows` as the size of an open batch. */
export const shapeFor = (spec: InputSpec, rows: number): number[] =>
  isOpen(spec) ? [rows, ...spec.shape.slice(1)] : [...spec.shape];

export type Inputs = Record<string, InputSpec>;
export type TensorMap = Record<string, Tensor>;

/** A value that persists in the session: weights, optimizer slots, averages. */
export interface ProgramVariable {
  readonly name: string;
  readonly shape: number[];
  readonly trainable: boolean;
  /** The variable's value inside traced functions; a tfjs Variable, so that gradients can be taken. */
  readonly value: Variable;
  /** The graph's resource handle. */
  readonly handle: string;
}

export interface TracedSignature {
  inputs: Inputs;
  /** The node of each output by its name. */
  outputs: Record<string, string>;
}
