import type { GraphNode, Segment } from './proto';

/**
 * Gradient checkpointing (Chen et al. 2016, arXiv 1604.06174) as a rewrite of a finished graph. Only the result of each segment is kept for
 * the gradient. Everything else that a later node reads from the segment is computed a second time from the segment's inputs. TensorFlow
 * would do that at once, so the copies wait for the gradient that arrives at the segment. Values stay the same, at the cost of a second
 * forward pass.
 *
 * Each of `nodes` must come after the nodes that it reads, and does so in the result.
 */
export function recomputed(nodes: readonly GraphNode[], segments: readonly Segment[]): GraphNode[] {
  const inside = new Map<string, Recomputation>();
  const placeOf = new Map(nodes.map(({ name, op }, place) => [name, staysAsItIs.has(op) ? -1 : place]));
  for (const segment of segments) {
    const recomputation = new Recomputation(nodes, segment);
    for (const name of recomputation.names) inside.set(name, recomputation);
  }
  /** The segment that contains `input`, if `node` is outside of it and `input` is not kept for the gradient. */
  const readAgain = (node: GraphNode, input: string): Recomputation | undefined => {
    // A shape is known in the forward pass and does not need the values later.
    if (node.op === 'Shape') return undefined;
    const from = inside.get(nameOf(input));
    return from && from !== inside.get(node.name) && !from.keeps(input) ? from : undefined;
  };
  for (const node of nodes) for (const input of node.inputs) readAgain(node, input)?.need(input);

  const made: GraphNode[] = [];
  let last = '';
  /** The node that `node`, the first one of a segment's gradient, waits for: the gradient of the segment's result. */
  const arrival = (node: GraphNode, from: Recomputation) =>
    node.inputs.map(nameOf).find((name) => !inside.has(name) && (placeOf.get(name) ?? -1) >= from.end) ??
    last;
  for (const node of nodes) {
    const inputs = node.inputs.map((input) => {
      const from = readAgain(node, input);
      if (!from) return input;
      made.push(...from.copies(arrival(node, from)));
      return from.again(input);
    });
    made.push({ ...node, inputs });
    if (!inside.has(node.name) && !staysAsItIs.has(node.op)) last = node.name;
  }
  return made;
}

/** The nodes of a segment that are computed a second time. */
class Recomputation {
  /** Nodes that may be copied, by name. */
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #needed = new Set<string>();
  #made = false;

  constructor(
    nodes: readonly GraphNode[],
    private readonly segment: Segment,
  ) {
    const own = nodes.slice(segment.from, segment.to).filter(({ op }) => !staysAsItIs.has(op));
    this.#nodes = new Map(own.map((node) => [node.name, node]));
  }

  get names(): Iterable<string> {
    return this.#nodes.keys();
  }

  /** The place of the first node after the segment. */
  get end(): number {
    return this.segment.to;
  }

  /**
   * Whether `input` is kept for the gradient. That applies to the result, and to all outputs of a node except its first, which are the
   * statistics of a normalisation: a few numbers for each channel.
   */
  keeps(input: string): boolean {
    return input.startsWith('^') || input.includes(':') || input === this.segment.output;
  }

  /** Plans a second computation of `input` and of everything in the segment that it needs. */
  need(input: string): void {
    const node = this.#nodes.get(nameOf(input));
    if (!node || this.keeps(input) || this.#needed.has(node.name)) return;
    this.#needed.add(node.name);
    for (const before of node.inputs) this.need(before);
  }

  /** The name by which `input` is read after the segment's end. */
  again(input: string): string {
    return this.#needed.has(input) && !this.keeps(input) ? `${input}/again` : input;
  }

  /** The copies, which wait for the node `arrival`. The first call returns all of them, later calls none. */
  copies(arrival: string): GraphNode[] {
    if (this.#made) return [];
    this.#made = true;
    const needed = [...this.#nodes.values()].filter(({ name }) => this.#needed.has(name));
    return needed.map((node) => {
      const inputs = node.inputs.map((input) => this.again(input));
      const waits = inputs.some((input, at) => input !== node.inputs[at]);
      return { ...node, name: `${node.name}/again`, inputs: waits ? inputs : [...inputs, `^${arrival}`] };
    });
  }
}

/** Ops that are not computed a second time. A variable may be updated between two reads; the other ops take next to no memory. */
const staysAsItIs: ReadonlySet<string> = new Set(['Const', 'Placeholder', 'ReadVariableOp', 'Shape']);

const nameOf = (input: string) => input.replace(/^\^/, '').split(':')[0];
