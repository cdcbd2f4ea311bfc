import type { EncoderGraph, GraphNode, GraphTensor, GraphValue } from '../../core/encoder/graph';
import { BrokenMessage, type Field, MessageReader } from './message-reader';

/** Types of elements by ONNX's numbers (github.com/onnx/onnx, onnx/onnx.proto, TensorProto.DataType). */
const elementNames: Readonly<Record<number, string>> = {
  ...{ 1: 'float32', 2: 'uint8', 3: 'int8', 4: 'uint16', 5: 'int16', 6: 'int32', 7: 'int64', 8: 'string' },
  ...{ 9: 'bool', 10: 'float16', 11: 'float64', 12: 'uint32', 13: 'uint64', 16: 'bfloat16' },
};

/** Only tensors up to this many bytes are read. */
const fewBytes = 256;

/**
 * Reads an ONNX file without its large tensors, none of which is in memory. Throws `BrokenMessage` if it is
 * truncated or is not ONNX.
 */
export function readOnnx(file: string): EncoderGraph {
  const reader = new MessageReader(file);
  try {
    return modelIn(reader);
  } finally {
    reader.close();
  }
}

function modelIn(reader: MessageReader): EncoderGraph {
  const metadata: Record<string, string> = {};
  let [producer, graph, version] = ['', null as Field | null, 0];
  for (const each of reader.fields()) {
    if (each.field === 1) version = each.value;
    else if (each.field === 2) producer = reader.text(each);
    else if (each.field === 7) graph = each;
    else if (each.field === 14) {
      const [key, value] = entryIn(reader, each);
      metadata[key] = value;
    }
  }
  if (!graph || !(version >= 1)) throw new BrokenMessage('it has no graph');
  return { producer, metadata, ...graphIn(reader, graph) };
}

function graphIn(
  reader: MessageReader,
  graph: Field,
): Pick<EncoderGraph, 'inputs' | 'outputs' | 'nodes' | 'tensors'> {
  const [inputs, outputs]: GraphValue[][] = [[], []];
  const nodes: GraphNode[] = [];
  const tensors = new Map<string, GraphTensor>();
  for (const each of reader.fields(graph.from, graph.to)) {
    if (each.field === 1) nodes.push(nodeIn(reader, each));
    else if (each.field === 5) {
      const tensor = tensorIn(reader, each);
      tensors.set(tensor.name, tensor);
    } else if (each.field === 11) inputs.push(valueIn(reader, each));
    else if (each.field === 12) outputs.push(valueIn(reader, each));
  }
  // Files of older versions list their tensors among the inputs, as optional ones.
  return { inputs: inputs.filter(({ name }) => !tensors.has(name)), outputs, nodes, tensors };
}

function nodeIn(reader: MessageReader, { from, to }: Field): GraphNode {
  const [inputs, outputs]: string[][] = [[], []];
  let [op, constant] = ['', null as GraphTensor | null];
  for (const each of reader.fields(from, to)) {
    if (each.field === 1) inputs.push(reader.text(each));
    else if (each.field === 2) outputs.push(reader.text(each));
    else if (each.field === 4) op = reader.text(each);
    else if (each.field === 5)
      for (const part of reader.fields(each.from, each.to))
        if (part.field === 5) constant = tensorIn(reader, part);
  }
  return { op, inputs, outputs, constant };
}

function tensorIn(reader: MessageReader, { from, to }: Field): GraphTensor {
  const shape: number[] = [];
  let [name, element, external] = ['', '', null as string | null];
  let values: Float32Array | null = null;
  for (const each of reader.fields(from, to)) {
    if (each.field === 1) shape.push(...reader.numbers(each));
    else if (each.field === 2) element = elementNames[each.value] ?? `type ${each.value}`;
    else if (each.field === 8) name = reader.text(each);
    else if ((each.field === 4 || each.field === 9) && each.to - each.from <= fewBytes)
      values = floatsOf(reader.bytes(each));
    else if (each.field === 13) {
      const [key, value] = entryIn(reader, each);
      if (key === 'location') external = value;
    }
  }
  return { name, shape, element, values: element === 'float32' ? values : null, external };
}

const floatsOf = (bytes: Uint8Array<ArrayBuffer>) =>
  bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : null;

function valueIn(reader: MessageReader, { from, to }: Field): GraphValue {
  let [name, element] = ['', ''];
  const shape: GraphValue['shape'][number][] = [];
  for (const each of reader.fields(from, to)) {
    if (each.field === 1) name = reader.text(each);
    if (each.field !== 2) continue;
    for (const type of reader.fields(each.from, each.to)) {
      if (type.field !== 1) continue;
      for (const part of reader.fields(type.from, type.to)) {
        if (part.field === 1) element = elementNames[part.value] ?? `type ${part.value}`;
        if (part.field === 2)
          for (const side of reader.fields(part.from, part.to)) shape.push(sizeIn(reader, side));
      }
    }
  }
  return { name, element: element || 'no tensor', shape };
}

function sizeIn(reader: MessageReader, { from, to }: Field): number | string | null {
  let size: number | string | null = null;
  for (const each of reader.fields(from, to)) {
    if (each.field === 1) size = each.value > 0 ? each.value : null;
    if (each.field === 2) size = reader.text(each) || null;
  }
  return size;
}

function entryIn(reader: MessageReader, { from, to }: Field): [string, string] {
  let [key, value] = ['', ''];
  for (const each of reader.fields(from, to)) {
    if (each.field === 1) key = reader.text(each);
    if (each.field === 2) value = reader.text(each);
  }
  return [key, value];
}
