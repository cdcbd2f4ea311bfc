import { createRequire } from 'node:module';

/**
 * TensorFlow's protocol buffers as tfjs-node contains them, wrapped so that the rest of the engine writes
 * plain values. An attribute value has one of these shapes; integers are 64-bit in the encoding.
 */
export type Attribute =
  | { type: number }
  | { int: number }
  | { ints: number[] }
  | { float: number }
  | { floats: number[] }
  | { bool: boolean }
  | { string: string }
  | { shape: number[] }
  | { tensor: { dtype: number; shape: number[]; bytes: Uint8Array } };

export type Attributes = Record<string, Attribute>;

// biome-ignore lint/suspicious/noExplicitAny: generated protobuf classes without types
type Message = any;
const pb: Message = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js');

function shapeMessage(dimensions: number[]): Message {
  const shape = new pb.TensorShape();
  for (const size of dimensions) {
    const dimension = new pb.TensorShape.Dim();
    dimension.setSize(size);
    shape.addDim(dimension);
  }
  return shape;
}

function listMessage(fill: (list: Message) => void): Message {
  const list = new pb.AttrValue.ListValue();
  fill(list);
  return list;
}

function attributeMessage(value: Attribute): Message {
  const message = new pb.AttrValue();
  if ('type' in value) message.setType(value.type);
  else if ('int' in value) message.setI(value.int);
  else if ('ints' in value) message.setList(listMessage((list) => list.setIList(value.ints)));
  else if ('float' in value) message.setF(value.float);
  else if ('floats' in value) message.setList(listMessage((list) => list.setFList(value.floats)));
  else if ('bool' in value) message.setB(value.bool);
  else if ('string' in value) message.setS(new TextEncoder().encode(value.string));
  else if ('shape' in value) message.setShape(shapeMessage(value.shape));
  else {
    const tensor = new pb.Tensor();
    tensor.setDtype(value.tensor.dtype);
    tensor.setTensorShape(shapeMessage(value.tensor.shape));
    tensor.setTensorContent(value.tensor.bytes);
    message.setTensor(tensor);
  }
  return message;
}

/** One input or output of a SavedModel signature. */
export interface SignatureTensor {
  name: string;
  dtype: number;
  shape: number[];
}

export interface Signature {
  inputs: Record<string, SignatureTensor>;
  outputs: Record<string, SignatureTensor>;
}

/** The version of GraphDef that our nodes are written for. */
export const producer = 1882;

/** A node as it was added; control inputs come last, as the format requires. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

/** A part of a graph that was recorded as a unit: `nodes[from]` to `nodes[to - 1]`, whose result is the output `output`. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly output: string;
}

/**
 * A GraphDef under construction. Nodes get unique names within a scope; an output is written `name` or
 * `name:1`.
 */
export class GraphBuilder {
  readonly #added: GraphNode[] = [];
  /** Parts of the graph whose nodes their gradients may compute a second time (`recompute.ts`). */
  readonly segments: Segment[] = [];
  readonly #names = new Set<string>();
  #count = 0;

  get size(): number {
    return this.#names.size;
  }

  node(op: string, inputs: string[], attributes: Attributes, name = `n${this.#count++}`): string {
    if (this.#names.has(name)) throw new Error(`graph has two nodes named ${name}`);
    this.#names.add(name);
    const ordered = [...inputs].sort((a, b) => Number(a[0] === '^') - Number(b[0] === '^'));
    this.#added.push({ name, op, inputs: ordered, attributes });
    return name;
  }

  /** Nodes in the order in which they were added: each follows the nodes that it reads. */
  get nodes(): readonly GraphNode[] {
    return this.#added;
  }

  /** The bytes of a `saved_model.pb` with this graph and, if given, its signatures. */
  savedModel(signatures: Record<string, Signature> = {}): Uint8Array {
    return savedModelOf(this.#added, signatures);
  }
}

/** The bytes of a `saved_model.pb` with the graph of these nodes and, if given, its signatures. */
export function savedModelOf(
  nodes: readonly GraphNode[],
  signatures: Record<string, Signature> = {},
): Uint8Array {
  const graph = new pb.GraphDef();
  for (const node of nodes) graph.addNode(nodeMessage(node));
  const versions = new pb.VersionDef();
  versions.setProducer(producer);
  graph.setVersions(versions);
  const info = new pb.MetaGraphDef.MetaInfoDef();
  info.addTags('serve');
  const meta = new pb.MetaGraphDef();
  meta.setMetaInfoDef(info);
  meta.setGraphDef(graph);
  for (const [key, signature] of Object.entries(signatures)) {
    meta.getSignatureDefMap().set(key, signatureMessage(signature));
  }
  const model = new pb.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(meta);
  return model.serializeBinary();
}

function nodeMessage({ name, op, inputs, attributes }: GraphNode): Message {
  const node = new pb.NodeDef();
  node.setName(name);
  node.setOp(op);
  for (const input of inputs) node.addInput(input);
  const map = node.getAttrMap();
  for (const [key, value] of Object.entries(attributes)) map.set(key, attributeMessage(value));
  return node;
}

function signatureMessage(signature: Signature): Message {
  const message = new pb.SignatureDef();
  message.setMethodName('tensorflow/serving/predict');
  const fill = (map: Message, tensors: Record<string, SignatureTensor>) => {
    for (const [key, tensor] of Object.entries(tensors)) {
      const info = new pb.TensorInfo();
      info.setName(tensor.name);
      info.setDtype(tensor.dtype);
      info.setTensorShape(shapeMessage(tensor.shape));
      map.set(key, info);
    }
  };
  fill(message.getInputsMap(), signature.inputs);
  fill(message.getOutputsMap(), signature.outputs);
  return message;
}
