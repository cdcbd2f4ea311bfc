import { describe, expect, it } from 'vitest';
import type { GraphNode } from './proto';
import { recomputed } from './recompute';

const node = (name: string, op: string, inputs: string[] = []): GraphNode => ({
  ...{ name, op, inputs, attributes: {} },
});
const lines = (nodes: readonly GraphNode[]) =>
  nodes.map(({ name, op, inputs }) => `${name}: ${op}(${inputs.join(', ')})`);

/** A layer with a weight, a normalisation and an activation, then the next layer, the loss and the gradients of both. */
const graph = [
  node('x', 'Placeholder'),
  // These nodes are the segment.
  node('w', 'ReadVariableOp', ['variable']),
  node('conv', 'Conv2D', ['x', 'w']),
  node('norm', 'FusedBatchNormV3', ['conv', 'gamma']),
  node('gate', 'Sigmoid', ['norm']),
  node('swish', 'Mul', ['norm', 'gate']),
  node('block', 'Conv2D', ['swish', 'w']),
  // These nodes follow it.
  node('next', 'Relu6', ['block']),
  node('dNext', 'Relu6Grad', ['dy', 'block']),
  node('size', 'Shape', ['swish']),
  node('sizes', 'Const'),
  node('dw', 'Conv2DBackpropFilter', ['swish', 'sizes', 'dNext']),
  node('dSwish', 'Conv2DBackpropInput', ['size', 'w', 'dNext']),
  node('dNorm', 'Mul', ['dSwish', 'gate']),
  node('dConv', 'FusedBatchNormGradV3', ['dNorm', 'conv', 'gamma', 'norm:3', 'norm:4']),
  node('average', 'Sub', ['old', 'norm:1']),
];
const segment = { from: 1, to: 7, output: 'block' };

describe('gradient checkpointing of a graph', () => {
  it('computes once more what the gradient reads of a segment, when the gradient has come to it', () => {
    const made = lines(recomputed(graph, [segment]));
    const before = graph.slice(0, 11);
    expect(made.slice(0, 11)).toEqual(lines(before));
    expect(made.slice(11)).toEqual([
      // The first copy waits for the gradient of the result; the others depend on it.
      'conv/again: Conv2D(x, w, ^dNext)',
      'norm/again: FusedBatchNormV3(conv/again, gamma)',
      'gate/again: Sigmoid(norm/again)',
      'swish/again: Mul(norm/again, gate/again)',
      'dw: Conv2DBackpropFilter(swish/again, sizes, dNext)',
      // The size was computed in the forward pass and needs no copy.
      'dSwish: Conv2DBackpropInput(size, w, dNext)',
      'dNorm: Mul(dSwish, gate/again)',
      // Statistics are kept, since they are small.
      'dConv: FusedBatchNormGradV3(dNorm, conv/again, gamma, norm:3, norm:4)',
      'average: Sub(old, norm:1)',
    ]);
  });

  it('computes nothing once more that no gradient reads', () => {
    const forward = graph.slice(0, 8);
    expect(lines(recomputed(forward, [segment]))).toEqual(lines(forward));
    expect(lines(recomputed(graph, []))).toEqual(lines(graph));
  });

  it('starts each segment from the kept result of the one before', () => {
    const two = [
      node('x', 'Placeholder'),
      node('a', 'Sigmoid', ['x']),
      node('one', 'Mul', ['a', 'x']),
      node('b', 'Sigmoid', ['one']),
      node('two', 'Mul', ['b', 'one']),
      node('dy', 'Loss', ['two']),
      node('db', 'SigmoidGrad', ['b', 'dy']),
      node('da', 'SigmoidGrad', ['a', 'db']),
    ];
    const segments = [
      { from: 1, to: 3, output: 'one' },
      { from: 3, to: 5, output: 'two' },
    ];
    expect(lines(recomputed(two, segments)).slice(6)).toEqual([
      'b/again: Sigmoid(one, ^dy)',
      'db: SigmoidGrad(b/again, dy)',
      'a/again: Sigmoid(x, ^db)',
      'da: SigmoidGrad(a/again, db)',
    ]);
  });
});
