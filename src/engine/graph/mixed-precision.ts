import { binding } from '../runtime';
import type { GraphNode } from './proto';

/**
 * Mixed precision as a rewrite of a finished graph: convolutions and matrix products, and what lies between them, compute in bfloat16;
 * sums, losses, statistics, weights and their updates stay in float32. bfloat16 has the exponents of float32, so that no loss
 * is scaled. Which op is of which kind follows TensorFlow's `auto_mixed_precision_lists.h`.
 */

/** Which inputs of an op are of its type `T`, and may be rounded. */
type Inputs = readonly number[];

/** Ops that are worth a cast: they always compute in bfloat16. */
const computing: ReadonlyMap<string, Inputs> = new Map([
  ['MatMul', [0, 1]],
  ['Conv2D', [0, 1]],
  ['Conv2DBackpropInput', [1, 2]],
  ['Conv2DBackpropFilter', [0, 2]],
  ['DepthwiseConv2dNative', [0, 1]],
  ['DepthwiseConv2dNativeBackpropInput', [1, 2]],
  ['DepthwiseConv2dNativeBackpropFilter', [0, 2]],
]);

/** Ops that compute in bfloat16 where one of these inputs already is. */
const following: ReadonlyMap<string, Inputs> = new Map([
  ['Add', [0, 1]],
  ['AddV2', [0, 1]],
  ['BiasAdd', [0, 1]],
  ['BroadcastTo', [0]],
  ['FusedBatchNormV3', [0]],
  ['FusedBatchNormGradV3', [0, 1]],
  ['Mul', [0, 1]],
  ['Relu6', [0]],
  ['Relu6Grad', [0, 1]],
  ['Reshape', [0]],
  ['Shape', [0]],
  ['Sigmoid', [0]],
  ['SigmoidGrad', [0, 1]],
  ['Sub', [0, 1]],
]);

/** TensorFlow's `DT_BFLOAT16`, for which the addon has no name. */
const bfloat16 = 14;

/** `nodes` in mixed precision. They must be in an order in which each follows the nodes that it reads, as is the result. */
export function mixedPrecision(nodes: readonly GraphNode[]): GraphNode[] {
  const made: GraphNode[] = [];
  /** Outputs in bfloat16, and those of them that the next op follows: gradients of weights are summed up in float32. */
  const narrow = new Set<string>();
  const followed = new Set<string>();
  const casts = new Map<string, string>();

  const cast = (output: string, from: number, to: number): string => {
    const known = casts.get(output);
    if (known) return known;
    const name = `${output.replace(':', '_')}/${to === bfloat16 ? 'bfloat16' : 'float32'}`;
    const attributes = { SrcT: { type: from }, DstT: { type: to } };
    made.push({ name, op: 'Cast', inputs: [output], attributes });
    casts.set(output, name);
    return name;
  };
  const toFloat = (output: string) =>
    narrow.has(output) ? cast(output, bfloat16, binding.TF_FLOAT) : output;
  const toNarrow = (output: string) =>
    narrow.has(output) ? output : cast(output, binding.TF_FLOAT, bfloat16);

  for (const node of nodes) {
    const rounded = roundedInputs(node, followed);
    const inputs = node.inputs.map((input, at) => {
      if (input.startsWith('^')) return input;
      return rounded?.includes(at) ? toNarrow(input) : toFloat(input);
    });
    if (!rounded) {
      made.push({ ...node, inputs });
      continue;
    }
    made.push({ ...node, inputs, attributes: { ...node.attributes, T: { type: bfloat16 } } });
    if (node.op === 'Shape') continue;
    narrow.add(node.name);
    if (!isOfWeights(node)) followed.add(node.name);
  }
  return made;
}

/** Whether this is the gradient of a kernel. That of a matrix is the only product of a transposed first factor. */
function isOfWeights({ op, attributes }: GraphNode): boolean {
  const { transpose_a: transposed } = attributes;
  return (
    op.endsWith('BackpropFilter') || (transposed !== undefined && 'bool' in transposed && transposed.bool)
  );
}

function roundedInputs(node: GraphNode, followed: ReadonlySet<string>): Inputs | undefined {
  const type = node.attributes.T;
  if (!type || !('type' in type) || type.type !== binding.TF_FLOAT) return undefined;
  const always = computing.get(node.op);
  if (always) return always;
  const inputs = following.get(node.op);
  return inputs?.some((at) => followed.has(node.inputs[at])) ? inputs : undefined;
}
