import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { externalFiles, numbersIn, valueText } from '../../core/encoder/graph';
import { floats, writeDivided, writeTinyEncoder } from '../../engine/export/onnx/tiny-encoder.fixture';
import { readOnnx } from '../../files/onnx/onnx-file';

const folder = mkdtempSync(join(tmpdir(), 'onnx-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'tiny.onnx');

describe('readOnnx', () => {
  it('reads what a model takes and gives, its operators, and the shapes of its tensors', () => {
    writeTinyEncoder(file, {
      before: (graph, images) => {
        // A scalar has no dimensions at all.
        floats(graph, 'one', [], Float32Array.of(1));
        floats(graph, 'mean', [1, 3, 1, 1], Float32Array.of(0.5, 0.25, 0.125));
        return graph.node('Sub', [images, 'mean'], {}, 'centred');
      },
      metadata: { mean: '0,0,0' },
    });
    const model = readOnnx(file);
    expect(model.inputs.map(valueText)).toEqual(['images [batch, 3, 16, 16]']);
    expect(model.outputs.map(valueText)).toEqual(['features [batch, 8]']);
    expect(model.nodes.map(({ op }) => op)).toEqual(['Sub', 'Conv', 'Relu', 'GlobalAveragePool', 'Flatten']);
    expect(model.nodes[0]).toMatchObject({ inputs: ['images', 'mean'], outputs: ['centred'] });
    expect(model.tensors.get('mean')?.values).toEqual(Float32Array.of(0.5, 0.25, 0.125));
    // The values of a large tensor are not read.
    expect(model.tensors.get('kernel')).toMatchObject({
      shape: [8, 3, 4, 4],
      element: 'float32',
      values: null,
    });
    expect(model.tensors.get('one')).toMatchObject({ shape: [], values: Float32Array.of(1) });
    expect(numbersIn(model)).toBe(8 * 3 * 4 * 4 + 3 + 1);
    expect(model).toMatchObject({ producer: 'a test', metadata: { mean: '0,0,0' } });
  });

  it('names the files beside a model that hold its tensors', () => {
    writeDivided(file, 'tiny.onnx.data');
    expect(externalFiles(readOnnx(file))).toEqual(['tiny.onnx.data']);
  });

  it('tells every half of a file from a whole one', () => {
    writeTinyEncoder(file);
    const whole = readFileSync(file);
    for (const share of [0.02, 0.3, 0.5, 0.9, 0.999]) {
      writeFileSync(file, whole);
      truncateSync(file, Math.floor(whole.length * share));
      expect(() => readOnnx(file), String(share)).toThrow();
    }
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
    ['zeros', Buffer.alloc(4096)],
    ['a zip', Buffer.from('PK\u0003\u0004some more that follows')],
  ])('is not content with %s', (_, bytes) => {
    writeFileSync(file, bytes);
    expect(() => readOnnx(file)).toThrow();
  });
});
