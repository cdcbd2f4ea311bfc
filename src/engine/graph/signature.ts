import type { Tensor, Variable } from '../runtime';

export type InputType = 'float32' | 'int32' | 'uint8';

/** The shape and type of one input. uint8 inputs reach the traced function as float32, cast inside the graph. */
export interface InputSpec {
  shape: number[];
  dtype: InputType;
}

export type Inputs = Record<string, InputSpec>;
export type TensorMap = Record<string, Tensor>;

/** A value that lives in the session: weights, optimizer slots, averages. */
export interface ProgramVariable {
  readonly name: string;
  readonly shape: number[];
  readonly trainable: boolean;
  /** Stands for the variable's value inside traced functions; a tfjs Variable, so that gradients can be taken. */
  readonly value: Variable;
  /** The graph's resource handle. */
  readonly handle: string;
}

export interface TracedSignature {
  inputs: Inputs;
  outputs: Record<string, { node: string; shape: number[]; dtype: number }>;
}
