import { describe, expect, it } from 'vitest';
import { binding } from '../runtime';
import { mixedPrecision } from './mixed-precision';
import type { GraphNode } from './proto';

const float = { T: { type: binding.TF_FLOAT } };
const node = (name: string, op: string, inputs: string[], attributes: GraphNode['attributes'] = float) => ({
  ...{ name, op, inputs, attributes },
});
/** One line for each node: `name: op(inputs) type`. */
const lines = (nodes: readonly GraphNode[], precision: 'bfloat16' | 'float16' = 'bfloat16') =>
  mixedPrecision(nodes, precision).map(({ name, op, inputs, attributes: { T, SrcT, DstT } }) => {
    const type = (at: unknown) =>
      ({ 1: 'float32', 3: 'int32', 14: 'bfloat16', 19: 'float16' })[(at as { type: number }).type];
    const types = T ? ` ${type(T)}` : SrcT ? ` ${type(SrcT)} to ${type(DstT)}` : '';
    return `${name}: ${op}(${inputs.join(', ')})${types}`;
  });

describe('mixed precision', () => {
  it('rounds what a product reads, once, and what follows it; a sum has float32 again', () => {
    const graph = [
      node('x', 'Placeholder', [], {}),
      node('w', 'ReadVariableOp', ['variable'], {}),
      node('product', 'MatMul', ['x', 'w']),
      node('active', 'Relu6', ['product']),
      node('again', 'MatMul', ['active', 'w', '^x']),
      node('size', 'L2Loss', ['again']),
      node('out', 'Identity', ['again']),
    ];
    expect(lines(graph)).toEqual([
      'x: Placeholder()',
      'w: ReadVariableOp(variable)',
      'x/bfloat16: Cast(x) float32 to bfloat16',
      'w/bfloat16: Cast(w) float32 to bfloat16',
      'product: MatMul(x/bfloat16, w/bfloat16) bfloat16',
      'active: Relu6(product) bfloat16',
      'again: MatMul(active, w/bfloat16, ^x) bfloat16',
      'again/float32: Cast(again) bfloat16 to float32',
      'size: L2Loss(again/float32) float32',
      'out: Identity(again/float32) float32',
    ]);
  });

  it('is the same in float16', () => {
    const graph = [node('product', 'MatMul', ['x', 'w']), node('out', 'Identity', ['product'])];
    expect(lines(graph, 'float16')).toEqual([
      'x/float16: Cast(x) float32 to float16',
      'w/float16: Cast(w) float32 to float16',
      'product: MatMul(x/float16, w/float16) float16',
      'product/float32: Cast(product) float16 to float32',
      'out: Identity(product/float32) float32',
    ]);
  });

  it('normalises in bfloat16 by statistics in float32', () => {
    const graph = [
      node('y', 'Conv2D', ['x', 'w']),
      node('norm', 'FusedBatchNormV3', ['y', 'gamma', 'beta', 'none', 'none']),
      node('next', 'Relu6', ['norm']),
      node('moved', 'Sub', ['mean', 'norm:1']),
    ];
    expect(lines(graph).slice(3)).toEqual([
      'norm: FusedBatchNormV3(y, gamma, beta, none, none) bfloat16',
      'next: Relu6(norm) bfloat16',
      'moved: Sub(mean, norm:1) float32',
    ]);
  });

  it('leaves gradients of weights in float32, and what has no product before it as it is', () => {
    const graph = [
      node('plain', 'Mul', ['a', 'b']),
      node('whole', 'Add', ['i', 'j'], { T: { type: binding.TF_INT32 } }),
      node('dw', 'DepthwiseConv2dNativeBackpropFilter', ['plain', 'sizes', 'dy']),
      node('dm', 'MatMul', ['plain', 'dy'], { ...float, transpose_a: { bool: true } }),
      node('clipped', 'Mul', ['dw', 'factor']),
      node('also', 'Mul', ['dm', 'factor']),
    ];
    const made = lines(graph);
    expect(made.slice(0, 2)).toEqual(['plain: Mul(a, b) float32', 'whole: Add(i, j) int32']);
    expect(made.filter((line) => line.includes('factor'))).toEqual([
      'clipped: Mul(dw/float32, factor) float32',
      'also: Mul(dm/float32, factor) float32',
    ]);
  });
});
