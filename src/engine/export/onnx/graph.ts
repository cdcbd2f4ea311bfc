import { type LatePiece, Message } from './wire';

/**
 * An ONNX model under construction (github.com/onnx/onnx, onnx/onnx.proto, whose field numbers are used).
 * Operators are those of opset 17, which every onnxruntime since 1.12 supports.
 */
const opset = 17;
/** The version of the file format that belongs to that opset. */
const irVersion = 8;

/** Elements of a tensor, by ONNX's numbers. */
export const elements = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type Element = keyof typeof elements;

/** A number is a fixed size, a name a size that each run sets. */
export type Shape = readonly (number | string)[];

export type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/** AttributeProto.AttributeType */
const types = { float: 1, int: 2, ints: 7 } as const;

export interface Initializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly element: Element;
  /** Little-endian values, which are made only when they are written. */
  readonly bytes: LatePiece;
}

export class OnnxGraph {
  readonly #nodes: Message[] = [];
  readonly #initializers: Message[] = [];
  readonly #inputs: Message[] = [];
  readonly #outputs: Message[] = [];
  readonly #names = new Set<string>();

  constructor(private readonly name: string) {}

  /** Adds an operator with one output; returns the output's name, which is also the operator's. */
  node(op: string, inputs: readonly string[], attributes: Attributes, output: string): string {
    this.#take(output);
    const node = new Message();
    for (const input of inputs) node.string(1, input);
    node.string(2, output).string(3, output).string(4, op);
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value));
    this.#nodes.push(node);
    return output;
  }

  /** Adds a tensor that is part of the model; returns its name. */
  initializer({ name, shape, element, bytes }: Initializer): string {
    this.#take(name);
    const tensor = new Message().ints(1, shape).int(2, elements[element]).string(8, name).late(9, bytes);
    this.#initializers.push(tensor);
    return name;
  }

  input(name: string, element: Element, shape: Shape): string {
    this.#take(name);
    this.#inputs.push(valueInfo(name, element, shape));
    return name;
  }

  /** Declares the output `name` of a node as an output of the model. */
  output(name: string, element: Element, shape: Shape): void {
    this.#outputs.push(valueInfo(name, element, shape));
  }

  /** The whole model, with metadata. */
  model(producer: { name: string; version: string }, facts: Readonly<Record<string, string>>): Message {
    const graph = new Message();
    for (const node of this.#nodes) graph.message(1, node);
    graph.string(2, this.name);
    for (const tensor of this.#initializers) graph.message(5, tensor);
    for (const input of this.#inputs) graph.message(11, input);
    for (const output of this.#outputs) graph.message(12, output);
    const model = new Message().int(1, irVersion).string(2, producer.name).string(3, producer.version);
    model.message(7, graph).message(8, new Message().string(1, '').int(2, opset));
    for (const [key, value] of Object.entries(facts))
      model.message(14, new Message().string(1, key).string(2, value));
    return model;
  }

  #take(name: string): void {
    if (this.#names.has(name)) throw new Error(`The ONNX graph has two values named ${name}.`);
    this.#names.add(name);
  }
}

function attribute(name: string, value: Attributes[string]): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, types.int);
  if ('float' in value) return message.float(2, value.float).int(20, types.float);
  // The values are not packed, because the field is older than packing.
  for (const each of value) message.int(8, each);
  return message.int(20, types.ints);
}

function valueInfo(name: string, element: Element, shape: Shape): Message {
  const sizes = new Message();
  for (const size of shape) {
    const dimension = new Message();
    sizes.message(1, typeof size === 'number' ? dimension.int(1, size) : dimension.string(2, size));
  }
  const tensor = new Message().int(1, elements[element]).message(2, sizes);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
