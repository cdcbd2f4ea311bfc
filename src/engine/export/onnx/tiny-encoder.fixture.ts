import { writeFileSync } from 'node:fs';
import { Random } from '../../../core/numbers/random';
import { type Element, OnnxGraph, type Shape } from './graph';
import { bytesOf, Message } from './wire';

/** Options of an encoder with one convolution. */
export interface TinyEncoder {
  /** The shape and the number type of its images. */
  readonly shape?: Shape;
  readonly element?: Element;
  /** Adds operators between images and convolution; returns the name of their output. */
  readonly before?: (graph: OnnxGraph, images: string) => string;
  /** Adds operators after the pooled features; returns the name of their output. */
  readonly after?: (graph: OnnxGraph, pooled: string) => string;
  /** Shapes of the outputs by name. */
  readonly outputs?: Readonly<Record<string, Shape>>;
  readonly more?: (graph: OnnxGraph) => void;
  readonly metadata?: Readonly<Record<string, string>>;
  /** The seed of its kernel. */
  readonly seed?: number;
}

/**
 * Writes an ONNX encoder with eight features: a convolution of 4 x 4, ReLU, and the mean over all positions.
 */
export function writeTinyEncoder(file: string, encoder: TinyEncoder = {}): void {
  const { shape = ['batch', 3, 16, 16], element = 'float32', outputs = { features: ['batch', 8] } } = encoder;
  const graph = new OnnxGraph('tiny');
  const images = graph.input('images', element, shape);
  const random = new Random(encoder.seed ?? 1);
  const kernel = Float32Array.from({ length: 8 * 3 * 4 * 4 }, () => random.normal() / 7);
  floats(graph, 'kernel', [8, 3, 4, 4], kernel);
  const shown = encoder.before?.(graph, images) ?? images;
  graph.node('Conv', [shown, 'kernel'], { strides: [4, 4] }, 'convolved');
  graph.node('Relu', ['convolved'], {}, 'active');
  graph.node('GlobalAveragePool', ['active'], {}, 'pooled');
  const last = graph.node('Flatten', ['pooled'], { axis: 1 }, encoder.after ? 'flat' : 'features');
  encoder.after?.(graph, last);
  encoder.more?.(graph);
  for (const [name, sides] of Object.entries(outputs)) graph.output(name, 'float32', sides);
  const message = graph.model({ name: 'a test', version: '1' }, encoder.metadata ?? {});
  writeFileSync(file, Buffer.concat([...bytesOf(message)]));
}

/** Adds a float32 tensor to the model; returns its name. */
export function floats(
  graph: OnnxGraph,
  name: string,
  shape: readonly number[],
  values: Float32Array,
): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return graph.initializer({
    name,
    shape,
    element: 'float32',
    bytes: { length: bytes.length, make: () => bytes },
  });
}

/** Writes a model whose one tensor is in another file beside it, as exporters split large models. */
export function writeDivided(file: string, location: string): void {
  const entry = (key: string, value: string) => new Message().string(1, key).string(2, value);
  const tensor = new Message().ints(1, [8, 3, 4, 4]).int(2, 1).string(8, 'kernel');
  tensor.message(13, entry('location', location)).int(14, 1);
  const part = new Message().message(5, tensor);
  writeTinyEncoder(file);
  const whole = new Message().message(7, part);
  // Concatenated messages merge into one, with their repeated fields joined; the tensor of the first part
  // gets another name.
  writeFileSync(file, Buffer.concat([...bytesOf(whole)]), { flag: 'a' });
}
