import fs from 'node:fs';
import path from 'node:path';
import { messageOf, refusalOf, StudioError, studioError } from '../../core/errors';
import { temporaryFolder } from '../../files/durable/temporary-folder';
import { binding, type TensorData, type TensorHandle } from '../runtime';
import {
  type InputSpec,
  type Inputs,
  isOpen,
  type ProgramVariable,
  shapeFor,
  type TracedSignature,
} from './signature';

export interface VariableInfo {
  name: string;
  shape: number[];
  trainable: boolean;
}

/**
 * A compiled program: graph functions that can be run, and variables that can be read and set. Call `close()`
 * when done.
 */
export class Session {
  readonly variables: VariableInfo[];
  readonly #index: Map<string, number>;
  #id: number | undefined;

  constructor(
    savedModel: Uint8Array,
    private readonly functions: ReadonlyMap<string, TracedSignature>,
    variables: ProgramVariable[],
  ) {
    this.variables = variables.map(({ name, shape, trainable }) => ({ name, shape, trainable }));
    this.#index = new Map(variables.map((variable, i) => [variable.name, i]));
    if (this.#index.size !== variables.length)
      throw new StudioError('trace-name', 'Two variables have the same name.');
    this.#id = load(savedModel);
  }

  /**
   * Runs one function; outputs are returned as flat arrays. Inputs must have the sizes of its signature; those
   * with an open batch may have any number of rows, all the same. Throws `session-input` if they do not, and
   * `session-run` if TensorFlow fails.
   */
  run(name: string, inputs: Record<string, TensorData>): Record<string, TensorData> {
    const signature = this.functions.get(name);
    if (!signature) throw new StudioError('trace-name', `This session has no function "${name}".`);
    const keys = Object.keys(signature.outputs);
    const entries = Object.entries(signature.inputs);
    const rows = rowsOf(name, signature.inputs, inputs);
    const fed = feedAll(
      entries.map(
        ([key, spec]) =>
          () =>
            feed(name, key, spec, rows, inputs[key]),
      ),
    );
    const nodes = keys.map((key) => `${signature.outputs[key]}:0`);
    const results = this.#runRaw(
      name,
      fed,
      entries.map(([key]) => `${name}/${key}_in:0`),
      nodes,
    );
    return Object.fromEntries(keys.map((key, i) => [key, results[i]]));
  }

  /**
   * The values of variables, flat; without names, those of all variables. One call should read all that are
   * needed: TensorFlow prepares the whole graph again for every distinct set of outputs, so that reading
   * variable by variable would take a minute.
   */
  read(names: readonly string[] = this.variables.map(({ name }) => name)): Map<string, TensorData> {
    const outputs = names.map((name) => `get/${this.#at(name)}:0`);
    const values = this.#runRaw('read variables', [], [], outputs);
    return new Map(names.map((name, i) => [name, values[i]]));
  }

  /** Sets variables; as with `read`, one call should set all of them. */
  write(values: ReadonlyMap<string, TensorData>): void {
    const entries = [...values].map(([name, value]) => ({ at: this.#at(name), value }));
    const fed = feedAll(
      entries.map(({ at, value }) => () => {
        const { name, shape } = this.variables[at];
        const dtype = value instanceof Int32Array ? 'int32' : 'float32';
        return feed('write', name, { shape, dtype }, 0, value);
      }),
    );
    const names = entries.map(({ at }) => `set/${at}:0`);
    // TensorFlow prepares a graph of one output in two thirds of the time that hundreds of outputs take.
    const isWhole = entries.length === this.variables.length;
    const outputs = isWhole ? ['done/all:0'] : entries.map(({ at }) => `done/${at}:0`);
    this.#runRaw('write variables', fed, names, entries.length > 0 ? outputs : []);
  }

  close(): void {
    if (this.#id !== undefined) binding.deleteSavedModel(this.#id);
    this.#id = undefined;
  }

  #at(name: string): number {
    const at = this.#index.get(name);
    if (at === undefined) throw new StudioError('trace-name', `This session has no variable "${name}".`);
    return at;
  }

  #runRaw(what: string, fed: number[], names: string[], outputs: string[]): TensorData[] {
    // TensorFlow refuses to run an empty set of outputs; a program without variables has none to read or set.
    if (outputs.length === 0) return [];
    try {
      if (this.#id === undefined) throw new Error('the session is closed');
      const results = binding.runSavedModel(this.#id, fed, names.join(','), outputs.join(','));
      return results.map(take);
    } catch (error) {
      throw studioError('session-run', { what, reason: messageOf(error) }, { cause: error });
    } finally {
      for (const id of fed) binding.deleteTensor(id);
    }
  }
}

/** Copies a result out of TensorFlow and frees it. */
function take(handle: TensorHandle): TensorData {
  const data = binding.tensorDataSync(handle.id);
  binding.deleteTensor(handle.id);
  return data;
}

const arrays = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array };

/** Creates the tensors of all inputs, or none if one of them is refused. */
function feedAll(feeds: (() => number)[]): number[] {
  const fed: number[] = [];
  try {
    for (const each of feeds) fed.push(each());
    return fed;
  } catch (error) {
    for (const id of fed) binding.deleteTensor(id);
    throw error;
  }
}

/** The number of rows of the inputs with an open batch; 0 if there is none. */
function rowsOf(where: string, inputs: Inputs, data: Record<string, TensorData>): number {
  let first: { key: string; rows: number } | undefined;
  for (const [key, spec] of Object.entries(inputs)) {
    if (!isOpen(spec)) continue;
    const row = sizeOf(spec.shape.slice(1));
    const rows = (data[key]?.length ?? 0) / row;
    if (!Number.isInteger(rows) || rows < 1) throw wrongInput(where, key, spec, data[key]);
    first ??= { key, rows };
    if (rows !== first.rows)
      throw new StudioError(
        'session-input',
        `${where}: "${key}" brings ${rows} rows and "${first.key}" ${first.rows}; one batch has as many of each.`,
      );
  }
  return first?.rows ?? 0;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function wrongInput(where: string, key: string, spec: InputSpec, data: TensorData | undefined): StudioError {
  const { dtype, shape } = spec;
  const size = isOpen(spec) ? `any number of rows of ${sizeOf(shape.slice(1))}` : sizeOf(shape);
  const seen = data ? `${data.constructor.name} of ${data.length}` : 'nothing';
  return new StudioError(
    'session-input',
    `${where}: "${key}" must be ${arrays[dtype].name} of ${size} ([${shape}]), got ${seen}.`,
  );
}

/** Makes a tensor of `data`; `rows` is the size of an open batch. */
function feed(
  where: string,
  key: string,
  spec: InputSpec,
  rows: number,
  data: TensorData | undefined,
): number {
  const { dtype } = spec;
  const shape = shapeFor(spec, rows);
  if (!(data instanceof arrays[dtype]) || data.length !== sizeOf(shape))
    throw wrongInput(where, key, spec, data);
  const code = { float32: binding.TF_FLOAT, int32: binding.TF_INT32, uint8: binding.TF_UINT8 }[dtype];
  return binding.createTensor(shape, code, copyable(data));
}

/** A reusable buffer for inputs: TensorFlow has copied them when `createTensor` returns. */
let stage = new ArrayBuffer(0);

/** Breaks the alignment that TensorFlow requires, whatever the buffer's own is (16 bytes or more). */
const offBoundary = 4;

/**
 * The same values at a misaligned address, which makes TensorFlow copy them. Aligned memory would be shared
 * with V8 and released through Node-API from whichever TensorFlow thread uses it last (a variable may keep it
 * for long), which crashes now and then.
 */
function copyable<T extends TensorData>(data: T): T {
  if (stage.byteLength < data.byteLength + offBoundary)
    stage = new ArrayBuffer(data.byteLength + offBoundary);
  const Type = data.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => T;
  const copy = new Type(stage, offBoundary, data.length);
  copy.set(data as never);
  return copy;
}

/** TensorFlow's C interface loads a graph from a folder, so the bytes are written to a temporary one. */
function load(savedModel: Uint8Array): number {
  const { folder, letGo } = temporaryFolder();
  try {
    fs.writeFileSync(path.join(folder, 'saved_model.pb'), savedModel);
    return binding.loadSavedModel(folder, 'serve');
  } catch (error) {
    // A full temporary folder is reported as a full disk, not as a wrong graph.
    throw (
      refusalOf(error, folder) ?? studioError('session-load', { reason: messageOf(error) }, { cause: error })
    );
  } finally {
    letGo();
  }
}
