import { StudioError } from '../../core/errors';
import { binding, type Tensor, type TensorData, tf } from '../runtime';
import { type Attributes, GraphBuilder, type GraphNode, savedModelOf } from './proto';
import { constant, handleOf, Recorder } from './recorder';
import { Session } from './session';
import {
  type InputSpec,
  type Inputs,
  type InputType,
  isOpen,
  type ProgramVariable,
  shapeFor,
  type TensorMap,
  type TracedSignature,
} from './signature';

export type { Inputs, ProgramVariable, TensorMap, TracedSignature } from './signature';

/** What a traced function may do besides computing: change variables when the graph runs. */
export interface ProgramStep {
  /**
   * Adds an op to the graph without running it now. Inputs are tensors of this trace, node names, or handles
   * of variables.
   */
  op(type: string, inputs: (Tensor | string)[], attributes: Attributes): string;
  /** Adds an op that changes `variable`; it runs after the function's own read of that variable. */
  update(
    type: string,
    variable: ProgramVariable,
    inputs: (Tensor | string)[],
    attributes: Attributes,
    after?: string[],
  ): string;
  assign(variable: ProgramVariable, value: Tensor): string;
  /** The value of `variable` after the nodes in `after` have run. */
  read(variable: ProgramVariable, after: string[]): string;
  constant(value: number): string;
}

const inputType = (dtype: InputType): number =>
  dtype === 'uint8' ? binding.TF_UINT8 : dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT;

export const float = { type: 1 } as const;

/**
 * A TensorFlow graph made of functions written in ordinary tfjs that share variables.
 *
 * ```ts
 * const program = new Program();
 * const w = program.variable('w', tf.zeros([2]));
 * program.define('add', { x: { shape: [2], dtype: 'float32' } }, ({ x }, step) => {
 *   const y = w.value.add(x);
 *   step.assign(w, y);
 *   return { y };
 * });
 * const session = program.compile();
 * session.run('add', { x: Float32Array.of(1, 2) }); // { y: Float32Array [1, 2] }, and w is now [1, 2]
 * ```
 */
export class Program {
  readonly graph = new GraphBuilder();
  readonly variables: ProgramVariable[] = [];
  readonly functions = new Map<string, TracedSignature>();
  readonly #initial = new Map<string, TensorData>();
  readonly #byHandle = new Map<number, ProgramVariable>();
  /** What a run returns that only sets variables, because it has to return something. */
  readonly #ready = constant(this.graph, Float32Array.of(1), []);

  /**
   * The number of rows with which an open batch is traced. The graph does not depend on it (a test checks that), but the memory of tracing
   * does.
   */
  constructor(private readonly sampleRows = 1) {}

  /** Declares a float32 variable; takes ownership of `initial` (it is disposed). */
  variable(name: string, initial: Tensor, trainable = true): ProgramVariable {
    const dtype = initial.dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT;
    const handle = this.graph.node(
      'VarHandleOp',
      [],
      {
        dtype: { type: dtype },
        shape: { shape: initial.shape },
        shared_name: { string: name },
        container: { string: '' },
      },
      `variable/${this.variables.length}`,
    );
    const value = tf.variable(initial, trainable);
    initial.dispose();
    const variable = { name, shape: value.shape, trainable, value, handle };
    this.variables.push(variable);
    this.#initial.set(name, value.dataSync() as TensorData);
    this.#byHandle.set(handleOf(value), variable);
    const at = this.variables.length - 1;
    this.graph.node('ReadVariableOp', [handle], { dtype: { type: dtype } }, `get/${at}`);
    const fed = this.graph.node(
      'Placeholder',
      [],
      { dtype: { type: dtype }, shape: { shape: value.shape } },
      `set/${at}`,
    );
    const set = this.graph.node(
      'AssignVariableOp',
      [handle, fed],
      { dtype: { type: dtype } },
      `assign/${at}`,
    );
    this.graph.node('Identity', [this.#ready, `^${set}`], { T: float }, `done/${at}`);
    return variable;
  }

  /**
   * Records `fn` as the graph function `name`. It runs once on zeros, with one row for an open batch. What it
   * computes from its inputs and the program's variables goes into the graph; everything else is a constant.
   * An open batch stays open as long as no op of `fn` contains a number of rows: `graph/ops` replaces the
   * tfjs ops that would. Throws `trace-name`, `trace-input`, `trace-op`.
   */
  define(name: string, inputs: Inputs, fn: (inputs: TensorMap, step: ProgramStep) => TensorMap): this {
    if (this.functions.has(name))
      throw new StudioError('trace-name', `This program already has a function "${name}".`);
    for (const [key, spec] of Object.entries(inputs)) checkShape(name, key, spec);
    const reads = new Map<ProgramVariable, string>();
    const recorder = new Recorder(this.graph, (id) => {
      const variable = this.#byHandle.get(id);
      if (!variable) return undefined;
      const read = this.#readNode(variable, []);
      reads.set(variable, read);
      return read;
    });
    const updates: string[] = [];
    const step = this.#stepFor(recorder, updates, reads);
    const outputs: TracedSignature['outputs'] = {};
    tf.tidy(() => {
      const samples = this.#placeholders(name, inputs, recorder);
      const results = recorder.record(() => fn(samples, step));
      for (const [key, tensor] of Object.entries(results)) {
        const dtype = tensor.dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT;
        const source = recorder.outputOf(tensor);
        const node = this.graph.node(
          'Identity',
          [source, ...updates.map((u) => `^${u}`)],
          { T: { type: dtype } },
          `${name}/${key}`,
        );
        outputs[key] = node;
      }
      return [];
    });
    this.functions.set(name, { inputs, outputs });
    return this;
  }

  /**
   * Loads the graph that `rewrite` makes from the recorded nodes into TensorFlow, and sets every variable to its initial value. The program
   * cannot grow afterwards.
   */
  compile(rewrite: (nodes: readonly GraphNode[]) => readonly GraphNode[] = (nodes) => nodes): Session {
    const assigned = this.variables.map((_, at) => `^assign/${at}`);
    this.graph.node('Identity', [this.#ready, ...assigned], { T: float }, 'done/all');
    const session = new Session(savedModelOf(rewrite(this.graph.nodes)), this.functions, this.variables);
    session.write(this.#initial);
    for (const { value } of this.variables) value.dispose();
    this.#initial.clear();
    return session;
  }

  #placeholders(name: string, inputs: Inputs, recorder: Recorder): TensorMap {
    const samples: TensorMap = {};
    for (const [key, spec] of Object.entries(inputs)) {
      const { shape, dtype } = spec;
      const type = inputType(dtype);
      const fed = this.graph.node(
        'Placeholder',
        [],
        { dtype: { type }, shape: { shape: [...shape] } },
        `${name}/${key}_in`,
      );
      const [size, type32] = [
        shapeFor(spec, this.sampleRows),
        dtype === 'int32' ? 'int32' : 'float32',
      ] as const;
      samples[key] = spec.sample ? tf.tensor([...spec.sample], size, type32) : tf.zeros(size, type32);
      const cast = { SrcT: { type }, DstT: float };
      recorder.bind(samples[key], dtype === 'uint8' ? this.graph.node('Cast', [fed], cast) : fed);
    }
    return samples;
  }

  #readNode(variable: ProgramVariable, after: string[]): string {
    const dtype = variable.value.dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT;
    return this.graph.node('ReadVariableOp', [variable.handle, ...after.map((a) => `^${a}`)], {
      dtype: { type: dtype },
    });
  }

  #stepFor(recorder: Recorder, updates: string[], reads: Map<ProgramVariable, string>): ProgramStep {
    const sources = (inputs: (Tensor | string)[]) =>
      inputs.map((input) => (typeof input === 'string' ? input : recorder.outputOf(input)));
    const step: ProgramStep = {
      op: (type, inputs, attributes) => this.graph.node(type, sources(inputs), attributes),
      update: (type, variable, inputs, attributes, after = []) => {
        const read = reads.get(variable);
        const order = [...after, ...(read ? [read] : [])].map((node) => `^${node}`);
        const node = this.graph.node(type, [variable.handle, ...sources(inputs), ...order], attributes);
        updates.push(node);
        return node;
      },
      assign: (variable, value) => step.update('AssignVariableOp', variable, [value], { dtype: float }),
      read: (variable, after) => this.#readNode(variable, after),
      constant: (value) => constant(this.graph, Float32Array.of(value), []),
    };
    return step;
  }
}

function checkShape(name: string, key: string, spec: InputSpec): void {
  const fixed = isOpen(spec) ? spec.shape.slice(1) : spec.shape;
  if (fixed.every((size) => Number.isInteger(size) && size >= 0)) return;
  throw new StudioError(
    'trace-input',
    `${name}: the shape [${spec.shape}] of "${key}" may be open (-1) in its first size alone.`,
  );
}
