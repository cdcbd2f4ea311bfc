import { binding } from '../runtime';
import type { GraphNode } from './proto';

/**
 * Mixed precision as a rewrite of a finished graph: convolutions and matrix products, and the ops between them, compute in bfloat16 or
 * float16; sums, losses, statistics, weights and their updates stay in float32. bfloat16 has the exponents of float32. The smallest
 * gradients are zero in float16, so that its loss has to be scaled (`training/loss-scale.ts`). Which op is of which kind follows
 * TensorFlow's `auto_mixed_precision_lists.h`.
 */

/** Which inputs of an op are of its type `T`, and may be rounded. */
type Inputs = readonly number[];

/** Ops that are worth a cast: they always compute in the narrow type. */
const computing: ReadonlyMap<string, Inputs> = new Map([
  ['MatMul', [0, 1]],
  ['Conv2D', [0, 1]],
  ['Conv2DBackpropInput', [1, 2]],
  ['Conv2DBackpropFilter', [0, 2]],
  ['DepthwiseConv2dNative', [0, 1]],
  ['DepthwiseConv2dNativeBackpropInput', [1, 2]],
  ['DepthwiseConv2dNativeBackpropFilter', [0, 2]],
]);

/** Ops that compute in the narrow type if one of these inputs already has it. */
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

/** TensorFlow's `DT_BFLOAT16` and `DT_HALF`, for which the addon has no names. */
const narrowTypes = { bfloat16: 14, float16: 19 } as const;

/** Returns `nodes` in mixed precision. Each node must come after the nodes that it reads, and does so in the result. */
export function mixedPrecision(
  nodes: readonly GraphNode[],
  precision: keyof typeof narrowTypes,
): GraphNode[] {
  const type = narrowTypes[precision];
  const made: GraphNode[] = [];
  /**
   * `narrow` holds the outputs of the narrow type, and `followed` those that make the next op compute in it. Gradients of weights are not
   * among the latter, because they are summed up in float32.
   */
  const narrow = new Set<string>();
  const followed = new Set<string>();
  const casts = new Map<string, string>();

  const cast = (output: string, from: number, to: number): string => {
    const known = casts.get(output);
    if (known) return known;
    const name = `${output.replace(':', '_')}/${to === type ? precision : 'float32'}`;
    const attributes = { SrcT: { type: from }, DstT: { type: to } };
    made.push({ name, op: 'Cast', inputs: [output], attributes });
    casts.set(output, name);
    return name;
  };
  const toFloat = (output: string) => (narrow.has(output) ? cast(output, type, binding.TF_FLOAT) : output);
  const toNarrow = (output: string) => (narrow.has(output) ? output : cast(output, binding.TF_FLOAT, type));

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
    made.push({ ...node, inputs, attributes: { ...node.attributes, T: { type } } });
    if (node.op === 'Shape') continue;
    narrow.add(node.name);
    if (!isOfWeights(node)) followed.add(node.name);
  }
  return made;
}

/** Whether this node is the gradient of a kernel. The gradient of a matrix is the only product with a transposed first factor. */
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
