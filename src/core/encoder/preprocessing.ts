import type { EncoderGraph, GraphNode } from './graph';

/** What a graph does to each number of a picture before anything else: it multiplies by `scale` and adds `shift`. */
interface Affine {
  readonly scale: readonly number[];
  readonly shift: readonly number[];
}

const passing = new Set(['Identity', 'Cast', 'Transpose']);
/** Normalised pixels lie within a few deviations of the mean. */
const mostNormalised = 32;

/**
 * The range of a picture's numbers that a graph expects if it normalises them itself: 255, or 1 for shares of 255; null if it expects
 * normalised numbers. Elementwise operators with constants that come before any other operator are taken for normalisation.
 */
export function rangeOf(graph: EncoderGraph, input: string): 1 | 255 | null {
  const affine = affineOf(graph, input);
  if (!affine) return null;
  const { scale, shift } = affine;
  const farthest = Math.max(...scale.map((each, i) => Math.abs(255 * each + (shift[i] ?? shift[0]))));
  return farthest <= mostNormalised ? 255 : 1;
}

function affineOf({ nodes, tensors }: EncoderGraph, input: string): Affine | null {
  const readers = new Map<string, GraphNode[]>();
  for (const node of nodes)
    for (const name of node.inputs) readers.set(name, [...(readers.get(name) ?? []), node]);
  const constants = new Map<string, Float32Array | null>();
  for (const { name, values } of tensors.values()) constants.set(name, values);
  for (const { constant, outputs } of nodes) if (constant) constants.set(outputs[0], constant.values);
  let affine: Affine | null = null;
  for (let at = input; ; ) {
    const [node, ...others] = readers.get(at) ?? [];
    if (!node || others.length > 0) return affine;
    if (!passing.has(node.op)) {
      const next = applied(affine ?? { scale: [1], shift: [0] }, node, at, constants);
      if (!next) return affine;
      affine = next;
    }
    at = node.outputs[0];
  }
}

/** The map after an elementwise operator with one constant, which is a number or one for each channel; null for any other operator. */
function applied(
  { scale, shift }: Affine,
  { op, inputs }: GraphNode,
  at: string,
  constants: ReadonlyMap<string, Float32Array | null>,
): Affine | null {
  const isFirst = inputs[0] === at;
  const by = constants.get(inputs[isFirst ? 1 : 0]);
  if (inputs.length !== 2 || !by || (by.length !== 1 && by.length !== 3)) return null;
  const each = (of: readonly number[], change: (value: number, with_: number) => number) =>
    Array.from({ length: Math.max(of.length, by.length) }, (_, i) => change(of[i] ?? of[0], by[i] ?? by[0]));
  const same = (value: number) => value;
  const sum = (value: number, other: number) => value + other;
  const product = (value: number, other: number) => value * other;
  if (op === 'Add') return { scale: each(scale, same), shift: each(shift, sum) };
  if (op === 'Sub' && isFirst)
    return { scale: each(scale, same), shift: each(shift, (value, other) => value - other) };
  if (op === 'Mul') return { scale: each(scale, product), shift: each(shift, product) };
  const quotient = (value: number, other: number) => value / other;
  if (op === 'Div' && isFirst) return { scale: each(scale, quotient), shift: each(shift, quotient) };
  return null;
}
