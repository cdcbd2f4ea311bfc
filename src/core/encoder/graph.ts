/** An input or output of a graph. A size that is only known at run time has a name, or is null if it has none. */
export interface GraphValue {
  readonly name: string;
  readonly element: string;
  readonly shape: readonly (number | string | null)[];
}

/** A tensor of the file. */
export interface GraphTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly element: string;
  /** Its numbers if they are few and float32; null otherwise. */
  readonly values: Float32Array | null;
  /** Name of the file beside the model that holds it; null for one in the model itself. */
  readonly external: string | null;
}

export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The tensor of a Constant; null for other operators. */
  readonly constant: GraphTensor | null;
}

/** What an ONNX file says about itself, without the numbers of its larger tensors. */
export interface EncoderGraph {
  readonly producer: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly tensors: ReadonlyMap<string, GraphTensor>;
}

/** Names of the files beside a model that hold its tensors, each once, in their order. */
export function externalFiles({ nodes, tensors }: EncoderGraph): string[] {
  const all = [...tensors.values(), ...nodes.flatMap(({ constant }) => (constant ? [constant] : []))];
  const names = all.flatMap(({ external }) => (external === null ? [] : [external]));
  return [...new Set(names)].sort();
}

/** How many numbers the tensors of a file hold. */
export function numbersIn({ tensors }: EncoderGraph): number {
  let sum = 0;
  for (const { shape } of tensors.values()) sum += shape.reduce((product, side) => product * side, 1);
  return sum;
}

/** "image_embeds [batch, 512]" */
export const valueText = ({ name, element, shape }: GraphValue): string =>
  `${name} [${shape.map((side) => side ?? '?').join(', ')}]${element === 'float32' ? '' : ` ${element}`}`;
