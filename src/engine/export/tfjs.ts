import { join } from 'node:path';
import { DurableFile, writeWholeSync } from '../../files/durable/durable';
import {
  type Attribute,
  type GraphNode,
  producer,
  type Signature,
  type SignatureTensor,
} from '../graph/proto';
import { binding } from '../runtime';
import { writeCard, writeLabels } from './card';
import { frozenGraph } from './frozen-graph';
import type { ExportedModel, WriteModel } from './model';
import { writeFolderWhole } from './whole-folder';

/**
 * Writes a TensorFlow.js graph model: `model.json` (nodes, signature, list of weights) and weights in files
 * of 4 MiB that a browser caches, beside the classes and a model card. The graph is that of the SavedModel.
 */
export const writeTfjs: WriteModel = (target, model) =>
  writeFolderWhole(target, (folder) => {
    const { graph, signature } = frozenGraph(model);
    const constants = graph.nodes.filter(({ op }) => op === 'Const');
    const paths = writeShards(folder, constants);
    writeWholeSync(
      join(folder, 'model.json'),
      JSON.stringify(modelJson(model, graph.nodes, signature, paths)),
    );
    writeLabels(folder, model);
    writeCard(folder, model, 'tfjs');
  });

const shardBytes = 4 * 2 ** 20;

/** Writes the values of all constants one after another, cut into files; returns their names. */
function writeShards(folder: string, constants: readonly GraphNode[]): string[] {
  const all = constants.reduce((sum, node) => sum + constantOf(node).bytes.length, 0);
  const count = Math.max(1, Math.ceil(all / shardBytes));
  const paths = Array.from({ length: count }, (_, i) => `group1-shard${i + 1}of${count}.bin`);
  const files = paths.map((path) => new DurableFile(join(folder, path)));
  let at = 0;
  try {
    for (const node of constants)
      for (let { bytes } = constantOf(node); bytes.length > 0; ) {
        const room = shardBytes - (at % shardBytes);
        const part = bytes.subarray(0, room);
        files[Math.floor(at / shardBytes)].append(part);
        bytes = bytes.subarray(part.length);
        at += part.length;
      }
    for (const file of files) file.commit();
  } catch (error) {
    for (const file of files) file.discard();
    throw error;
  }
  return paths;
}

/**
 * The format that `tf.loadGraphModel` reads (tfjs-converter, `python/tensorflowjs/write_weights.py` and
 * `converters`).
 */
function modelJson(
  { facts, classNames, imageSize }: ExportedModel,
  nodes: readonly GraphNode[],
  { inputs, outputs }: Signature,
  paths: readonly string[],
): object {
  const weights = nodes
    .filter(({ op }) => op === 'Const')
    .map((node) => {
      const { dtype, shape } = constantOf(node);
      return { name: node.name, shape, dtype: weightTypes[dtype] };
    });
  return {
    format: 'graph-model',
    generatedBy: binding.TF_Version,
    convertedBy: `Noisy Studio ${facts.version}`,
    userDefinedMetadata: { classes: classNames, inputSize: imageSize },
    signature: { inputs: tensorInfos(inputs), outputs: tensorInfos(outputs) },
    modelTopology: {
      node: nodes.map(({ name, op, inputs: read, attributes }) => ({
        name,
        op,
        ...(read.length > 0 && { input: read }),
        attr: Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [key, attributeJson(value)]),
        ),
      })),
      library: {},
      versions: { producer },
    },
    weightsManifest: [{ paths, weights }],
  };
}

/**
 * TensorFlow's names of its types by number (tensorflow/core/framework/types.proto), and the JavaScript type
 * of such weights.
 */
const typeNames: Readonly<Record<number, string>> = {
  1: 'DT_FLOAT',
  3: 'DT_INT32',
  4: 'DT_UINT8',
  9: 'DT_INT64',
  10: 'DT_BOOL',
};
const weightTypes: Readonly<Record<number, string>> = { 1: 'float32', 3: 'int32', 10: 'bool' };

/** The JSON encoding of protocol buffers: 64-bit integers and bytes are text. */
function attributeJson(value: Attribute): object {
  if ('type' in value) return { type: typeNames[value.type] };
  if ('int' in value) return { i: String(value.int) };
  if ('ints' in value) return { list: { i: value.ints.map(String) } };
  if ('float' in value) return { f: value.float };
  if ('floats' in value) return { list: { f: value.floats } };
  if ('bool' in value) return { b: value.bool };
  if ('string' in value) return { s: Buffer.from(value.string).toString('base64') };
  if ('shape' in value) return { shape: shapeJson(value.shape) };
  return { tensor: { dtype: typeNames[value.tensor.dtype], tensorShape: shapeJson(value.tensor.shape) } };
}

const shapeJson = (sizes: readonly number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });

const tensorInfos = (tensors: Readonly<Record<string, SignatureTensor>>) =>
  Object.fromEntries(
    Object.entries(tensors).map(([key, { name, dtype, shape }]) => [
      key,
      { name, dtype: typeNames[dtype], tensorShape: shapeJson(shape) },
    ]),
  );

function constantOf({ name, attributes: { value } }: GraphNode) {
  if (!value || !('tensor' in value)) throw new Error(`The constant ${name} has no value.`);
  return value.tensor;
}
