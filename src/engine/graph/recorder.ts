import { messageOf, StudioError } from '../../core/errors';
import type { Backend, Binding, OpAttribute, Tensor, TensorData } from '../runtime';
import { backend, binding } from '../runtime';
import type { Attribute, Attributes, GraphBuilder } from './proto';

/**
 * Listens to tfjs while an ordinary function runs and writes every op that reaches TensorFlow into a graph.
 * The ops run for real on small sample values, so that tfjs learns each shape from TensorFlow itself.
 *
 * Tensors are identified by the addon's handle id (never reused). An id that no recorded op made and that was
 * not bound is a value from outside the function and becomes a constant.
 */
export class Recorder {
  readonly #outputs = new Map<number, string>();
  /** Control inputs of the nodes being recorded. */
  #after: string[] = [];

  constructor(
    private readonly graph: GraphBuilder,
    /** Called when an op reads an id that has no node yet; lets a variable add its read on first use. */
    private readonly resolve: (id: number) => string | undefined,
  ) {}

  /** Binds `tensor` to a graph output. */
  bind(tensor: Tensor, output: string): void {
    this.#outputs.set(handleOf(tensor), output);
  }

  /** The graph output that computes `tensor`. */
  outputOf(tensor: Tensor): string {
    const id = handleOf(tensor);
    return this.#outputs.get(id) ?? this.#resolveOrConstant(id, tensor.shape);
  }

  /** Runs `fn`; its nodes wait for the node that computes `tensor`. */
  recordAfter<T>(tensor: Tensor, fn: () => T): T {
    const before = this.#after;
    this.#after = [...before, `^${this.outputOf(tensor).split(':')[0]}`];
    try {
      return fn();
    } finally {
      this.#after = before;
    }
  }

  /** Runs `fn` and records its nodes as a segment, whose result is what `fn` returns. */
  recordSegment(fn: () => Tensor): Tensor {
    const from = this.graph.nodes.length;
    const result = fn();
    this.graph.segments.push({ from, to: this.graph.nodes.length, output: this.outputOf(result) });
    return result;
  }

  /** Runs `fn` with the recorder listening. Recording does not nest. */
  record<T>(fn: () => T): T {
    const target = backend as Backend;
    if (target.binding !== binding)
      throw new StudioError('trace-nested', 'A trace was started inside another trace.');
    listening = this;
    const ids = target.getInputTensorIds;
    const shapes = new Map<number, number[]>();
    const dtypes = new Map<number, string>();
    target.getInputTensorIds = (tensors) => {
      const handles = ids.call(target, tensors);
      for (let i = 0; i < handles.length; i++) {
        shapes.set(handles[i], tensors[i].shape ?? []);
        dtypes.set(handles[i], tensors[i].dtype);
      }
      return handles;
    };
    target.binding = Object.create(binding, {
      executeOp: {
        value: (name: string, attributes: OpAttribute[], inputs: number[], count: number) => {
          const sources = inputs.map(
            (id) => this.#outputs.get(id) ?? this.#resolveOrConstant(id, shapes.get(id) ?? []),
          );
          const made = execute(name, attributes, inputs, count);
          const node = this.graph.node(name, [...sources, ...this.#after], {
            ...convert(attributes),
            ...leftOut(name, dtypes.get(inputs[0])),
          });
          made.forEach((handle, i) => {
            this.#outputs.set(handle.id, i === 0 ? node : `${node}:${i}`);
          });
          return made;
        },
      },
    }) as Binding;
    try {
      return fn();
    } finally {
      listening = null;
      target.binding = binding;
      target.getInputTensorIds = ids;
    }
  }

  #resolveOrConstant(id: number, shape: number[]): string {
    const output = this.resolve(id) ?? constant(this.graph, binding.tensorDataSync(id), shape);
    this.#outputs.set(id, output);
    return output;
  }
}

let listening: Recorder | null = null;

/**
 * Computes `fn`; in a graph it waits for `tensor`, although it does not read it. A gradient that recomputes a value of the forward pass to
 * save memory needs this: TensorFlow runs an op as soon as its inputs exist, and merges two ops with the same inputs.
 */
export function after<T>(tensor: Tensor, fn: () => T): T {
  return listening ? listening.recordAfter(tensor, fn) : fn();
}

/**
 * Computes `fn`. In a graph it becomes a segment: with gradient checkpointing, only its result is kept for the gradient (`recompute.ts`).
 * Nothing else that `fn` computes may be read outside of it, except by gradients and as statistics of a normalisation.
 */
export function segment(fn: () => Tensor): Tensor {
  return listening ? listening.recordSegment(fn) : fn();
}

/** Attributes that tfjs-node leaves to the eager runtime to infer; a graph must contain them. */
function leftOut(name: string, dtype = 'float32'): Attributes {
  if (name !== 'ExpandDims') return {};
  const types: Record<string, number> = { int32: binding.TF_INT32, bool: binding.TF_BOOL };
  return { T: { type: types[dtype] ?? binding.TF_FLOAT }, Tdim: { type: binding.TF_INT32 } };
}

function execute(name: string, attributes: OpAttribute[], inputs: number[], count: number) {
  try {
    return binding.executeOp(name, attributes, inputs, count);
  } catch (error) {
    throw new StudioError('trace-op', `${name} failed ${calledFrom()}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * "at file:line" of the traced function that called the op: the first frame outside of tfjs and the tracer.
 */
function calledFrom(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  Error.stackTraceLimit = limit;
  const frame = frames.find(
    (line) => !/node_modules|engine[/\\]graph[/\\](?!.*\.test\.)|node:internal/.test(line),
  );
  return frame?.trim() ?? 'at an unknown place';
}

export function handleOf(tensor: Tensor): number {
  return backend.getInputTensorIds([tensor])[0];
}

function dtypeOf(data: TensorData): number {
  if (data instanceof Float32Array) return binding.TF_FLOAT;
  if (data instanceof Int32Array) return binding.TF_INT32;
  if (data instanceof BigInt64Array) return binding.TF_INT64;
  return binding.TF_BOOL;
}

export function constant(
  graph: GraphBuilder,
  data: TensorData,
  shape: number[],
  dtype = dtypeOf(data),
): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return graph.node('Const', [], { dtype: { type: dtype }, value: { tensor: { dtype, shape, bytes } } });
}

function convert(attributes: OpAttribute[]): Attributes {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name, convertOne(attribute)]));
}

function convertOne({ name, type, value }: OpAttribute): Attribute {
  const list =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<number>) : undefined;
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return { type: value as number };
    case binding.TF_ATTR_INT:
      return list ? { ints: list } : { int: value as number };
    case binding.TF_ATTR_FLOAT:
      return list ? { floats: list } : { float: value as number };
    case binding.TF_ATTR_BOOL:
      return { bool: value as boolean };
    case binding.TF_ATTR_STRING:
      return { string: value as string };
    case binding.TF_ATTR_SHAPE:
      return { shape: list ?? [] };
    default:
      throw new StudioError(
        'trace-attribute',
        `The attribute "${name}" has a kind (${type}) that a trace cannot record.`,
      );
  }
}
