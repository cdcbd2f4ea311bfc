import { createRequire } from 'node:module';
import util from 'node:util';
import type * as TfModule from '@tensorflow/tfjs-node-gpu';
import { messageOf, studioError } from '../core/errors';
import { installAgain } from '../core/words/install-again';
import type { TensorData } from '../files/safetensors/safetensors';
import { type Device, deviceFacts, thisMachine } from './device';
import { notLoaded, ownBuild, type Picked, pickBuild } from './installed';

export type { TensorData };

export type Tf = typeof TfModule;
export type Tensor = TfModule.Tensor;
export type Variable = TfModule.Variable;

/** An op attribute as the native binding takes it. */
export interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** A tensor outside of JavaScript: the binding's handle with shape and TensorFlow data type. */
export interface TensorHandle {
  id: number;
  shape: number[];
  dtype: number;
}

/** The part of the addon's interface that the engine uses (tfjs-node-gpu's `TFJSBinding`). */
export interface Binding {
  createTensor(shape: number[], dtype: number, data: TensorData): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): TensorData;
  executeOp(name: string, attributes: OpAttribute[], inputs: number[], outputs: number): TensorHandle[];
  loadSavedModel(directory: string, tags: string): number;
  deleteSavedModel(id: number): void;
  runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): TensorHandle[];
  getNumOfTensors(): number;
  isUsingGpuDevice(): boolean;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_BOOL: number;
  readonly TF_UINT8: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_Version: string;
}

/** tfjs-node's backend: all kernels call its `executeOp`, which the recorder intercepts. */
export interface Backend {
  binding: Binding;
  getInputTensorIds(tensors: Tensor[]): number[];
  executeSingleOutput(name: string, attributes: OpAttribute[], inputs: Tensor[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: OpAttribute[],
    inputs: Tensor[],
    outputs: number,
  ): Tensor[];
}

const load = createRequire(import.meta.url);

function loadTensorFlow(): Tf {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // GPU memory is taken as it is needed: if all that is free were taken at the start, the desktop would lack it.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  // tfjs 4.22 calls two helpers that newer Node no longer has.
  const helpers = util as unknown as Record<string, (value: unknown) => boolean>;
  helpers.isNullOrUndefined ??= (value) => value === null || value === undefined;
  helpers.isArray ??= Array.isArray;
  takeAddon();
  if (machine.only !== undefined) process.env.CUDA_VISIBLE_DEVICES = machine.only;
  try {
    return load('@tensorflow/tfjs-node-gpu') as Tf;
  } catch (error) {
    throw studioError(
      'tensorflow-missing',
      { reason: messageOf(error).split('\n')[0], install: installAgain(import.meta.url) },
      { cause: error },
    );
  }
}

/** Puts the addon of the chosen build where tfjs looks for its own; if it does not load, the program's own stays. */
function takeAddon(): void {
  if (picked.addon === null) return;
  try {
    load(picked.addon);
    load.cache[ownBuild().addon] = load.cache[picked.addon];
  } catch (error) {
    picked = { build: ownBuild().build, addon: null, note: notLoaded(error) };
    machine = thisMachine(picked);
  }
}

let picked: Picked = pickBuild();
let machine = thisMachine(picked);

/**
 * tfjs with the native TensorFlow backend. Loading it takes about a second, so only the engine process
 * imports this module.
 */
export const tf: Tf = loadTensorFlow();
export const backend = tf.backend() as unknown as Backend;
/** The addon itself; `backend.binding` may temporarily be a recorder around it. */
export const binding: Binding = backend.binding;

/** The device that TensorFlow placed its kernels on, for the run's record. */
export function describeDevice(): Device {
  const versions = { tensorflow: binding.TF_Version, tfjs: tf.version['tfjs-core'] };
  return deviceFacts(versions, { ...machine, usesGpu: binding.isUsingGpuDevice() });
}
