import { describe, expect, it } from 'vitest';
import type { EncoderGraph, GraphNode, GraphTensor, GraphValue } from './graph';
import { recogniseEncoder } from './recognise';

const images: GraphValue = { name: 'images', element: 'float32', shape: ['batch', 3, 224, 224] };
const features: GraphValue = { name: 'features', element: 'float32', shape: ['batch', 384] };
const graphOf = (changes: Partial<EncoderGraph> = {}): EncoderGraph => ({
  ...{
    producer: 'a test',
    metadata: {},
    inputs: [images],
    outputs: [features],
    nodes: [],
    tensors: new Map(),
  },
  ...changes,
});
const usual = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
const scaling = {
  mean: [...usual.mean] as [number, number, number],
  std: [...usual.std] as [number, number, number],
};

describe('recogniseEncoder', () => {
  it('reads size, layout and output from the graph, and takes what a person says for the rest', () => {
    expect(recogniseEncoder(graphOf(), scaling, null)).toEqual({
      input: { name: 'images', element: 'float32', layout: 'channels-first', batch: null },
      output: { name: 'features', element: 'float32' },
      ...{ imageSize: 224, anySize: false, ...scaling, licence: '', trainedOn: '' },
    });
    const last = { ...images, shape: [4, 'height', 'width', 3] };
    expect(recogniseEncoder(graphOf({ inputs: [last] }), { ...scaling, imageSize: 96 }, null)).toMatchObject({
      input: { layout: 'channels-last', batch: 4 },
      ...{ imageSize: 96, anySize: true },
    });
  });

  it('asks for what nobody says, by name', () => {
    const open = graphOf({ inputs: [{ ...images, shape: [null, 3, null, null] }] });
    expect(() => recogniseEncoder(open, {}, null)).toThrow(
      /size, mean, std\. Give this with --size, --mean and --std/,
    );
    expect(() => recogniseEncoder(open, scaling, null)).toThrow(/prepared: size\./);
    expect(() => recogniseEncoder(graphOf(), { mean: scaling.mean }, null)).toThrow(/prepared: mean, std\./);
  });

  it('takes metadata of the file before a file beside it, and a person before both', () => {
    const metadata = { mean: '[0.4, 0.5, 0.6]', std: '0.2, 0.3, 0.4', input_size: '128', license: 'MIT' };
    const open = graphOf({ metadata, inputs: [{ ...images, shape: ['n', 3, 'h', 'w'] }] });
    const beside = { image_mean: [0.1, 0.1, 0.1], image_std: [0.9, 0.9, 0.9], crop_size: { height: 336 } };
    expect(recogniseEncoder(open, {}, beside)).toMatchObject({
      ...{ mean: [0.4, 0.5, 0.6], std: [0.2, 0.3, 0.4], imageSize: 128, licence: 'MIT' },
    });
    expect(recogniseEncoder(open, { imageSize: 64, licence: 'own' }, beside)).toMatchObject({
      ...{ imageSize: 64, licence: 'own' },
    });
    const silent = graphOf({ inputs: open.inputs });
    expect(recogniseEncoder(silent, {}, beside)).toMatchObject({ mean: [0.1, 0.1, 0.1], imageSize: 336 });
    const timm = { pretrained_cfg: { input_size: [3, 518, 518], ...usual, license: 'apache-2.0' } };
    expect(recogniseEncoder(silent, {}, timm)).toMatchObject({
      imageSize: 518,
      ...usual,
      licence: 'apache-2.0',
    });
  });

  it.each([
    ['no input', [], /none of them is an image/],
    [
      'tokens',
      [{ name: 'ids', element: 'int64', shape: ['n', 77] }],
      /none of them is an image.*ids \[n, 77\] int64/,
    ],
    [
      'text beside images',
      [images, { name: 'ids', element: 'int64', shape: ['n', 77] }],
      /more than one image/,
    ],
    ['grey images', [{ ...images, shape: ['n', 1, 28, 28] }], /none of them is an image/],
    ['images that are not square', [{ ...images, shape: ['n', 3, 224, 336] }], /not square/],
    ['numbers of another kind', [{ ...images, element: 'int64' }], /are int64, and not float32/],
  ])('refuses %s', (_, inputs, sentence) => {
    expect(() => recogniseEncoder(graphOf({ inputs }), scaling, null)).toThrow(sentence);
  });

  it('refuses another size than the graph has', () => {
    expect(() => recogniseEncoder(graphOf(), { ...scaling, imageSize: 336 }, null)).toThrow(
      /takes images of 224 pixels.*not of 336/,
    );
  });

  it('chooses no output by itself where there are several', () => {
    const tokens: GraphValue = { name: 'tokens', element: 'float32', shape: ['batch', 257, 384] };
    const mask: GraphValue = { name: 'mask', element: 'bool', shape: ['batch', 257] };
    const several = graphOf({ outputs: [features, tokens, mask] });
    expect(() => recogniseEncoder(several, scaling, null)).toThrow(
      /several outputs: features \[batch, 384\]; tokens \[batch, 257, 384\]; mask.*--output/,
    );
    expect(recogniseEncoder(several, { ...scaling, output: 'tokens' }, null).output.name).toBe('tokens');
    expect(() => recogniseEncoder(several, { ...scaling, output: 'mask' }, null)).toThrow(
      /no output of features: mask/,
    );
    expect(() => recogniseEncoder(several, { ...scaling, output: 'none' }, null)).toThrow(/no output "none"/);
    // If only one output can be features, there is nothing to choose.
    expect(recogniseEncoder(graphOf({ outputs: [mask, features] }), scaling, null).output.name).toBe(
      'features',
    );
    expect(() => recogniseEncoder(graphOf({ outputs: [mask] }), scaling, null)).toThrow(
      /no output of features/,
    );
  });
});

describe('a graph that normalises images itself', () => {
  const constant = (name: string, ...values: number[]): [string, GraphTensor] => [
    name,
    { name, shape: [values.length], element: 'float32', values: Float32Array.from(values), external: null },
  ];
  const node = (op: string, inputs: string[], output: string): GraphNode => ({
    ...{ op, inputs, outputs: [output], constant: null },
  });
  const bytes = { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] };
  const shares = { mean: [0, 0, 0], std: [1, 1, 1] };

  it('takes bytes as they are', () => {
    const inputs = [{ ...images, element: 'uint8' }];
    expect(recogniseEncoder(graphOf({ inputs }), {}, null)).toMatchObject(bytes);
  });

  it.each([
    ['0 to 255', [constant('m', 123.7, 116.3, 103.5), constant('s', 58.4, 57.1, 57.4)], bytes],
    ['shares of 255', [constant('m', ...usual.mean), constant('s', ...usual.std)], shares],
  ])('has a range of %s by its own constants', (_, tensors, expected) => {
    const nodes = [
      node('Transpose', ['images'], 'a'),
      node('Sub', ['a', 'm'], 'b'),
      node('Div', ['b', 's'], 'c'),
      node('Conv', ['c', 'k'], 'features'),
    ];
    const graph = graphOf({ nodes, tensors: new Map(tensors) });
    expect(recogniseEncoder(graph, {}, null)).toMatchObject(expected);
    // A person who knows better can say so.
    expect(recogniseEncoder(graph, scaling, null)).toMatchObject(scaling);
  });

  it('is not seen where images go into a convolution, or into two branches', () => {
    const conv = graphOf({ nodes: [node('Conv', ['images', 'k'], 'features')] });
    const twice = graphOf({
      nodes: [node('Sub', ['images', 'm'], 'b'), node('Mul', ['images', 'm'], 'c')],
      tensors: new Map([constant('m', 0.5)]),
    });
    for (const graph of [conv, twice]) expect(() => recogniseEncoder(graph, {}, null)).toThrow(/mean, std/);
  });
});
