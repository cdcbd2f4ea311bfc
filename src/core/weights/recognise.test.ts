import { describe, expect, it } from 'vitest';
import { archNames } from '../network/arch';
import { recogniseTimm, timmShapes } from './recognise';

const error = (shapes: Map<string, number[]>) => {
  try {
    recogniseTimm(shapes);
  } catch (thrown) {
    return thrown as Error & { code: string };
  }
  throw new Error('nothing was refused');
};

describe('recogniseTimm', () => {
  it.each(archNames)('finds %s by its tensors, whatever the classes', (arch) => {
    for (const classes of [1000, 7, 0])
      expect(recogniseTimm(timmShapes(arch, classes))).toEqual({ arch, classes, channels: 3 });
  });

  it('takes a model for grey images, and counters of PyTorch', () => {
    const shapes = timmShapes('lite1', 10, 1);
    shapes.set('bn1.num_batches_tracked', []);
    expect(recogniseTimm(shapes)).toEqual({ arch: 'lite1', classes: 10, channels: 1 });
  });

  it('says which tensor makes it another model, and which is nearest', () => {
    const wider = timmShapes('b0', 1000);
    wider.set('conv_head.weight', [1408, 320, 1, 1]);
    expect(error(wider)).toMatchObject({
      code: 'weights-other-model',
      values: {
        nearest: 'b0',
        reason: {
          en: '"conv_head.weight" is [1408, 320, 1, 1] and not [1280, 320, 1, 1]',
          ko: '"conv_head.weight"의 크기가 [1280, 320, 1, 1]이 아니라 [1408, 320, 1, 1]',
        },
      },
    });
    const more = timmShapes('b0', 1000).set('blocks.6.1.conv_pw.weight', [1, 1, 1, 1]);
    expect(error(more).message).toMatch('it has "blocks.6.1.conv_pw.weight"');
  });

  it('tells a file of something else by its first tensor', () => {
    expect(error(new Map([['layer1.0.conv1.weight', [64, 64, 3, 3]]])).message).toMatch(
      'it has no "conv_stem.weight"; its first tensor is "layer1.0.conv1.weight"',
    );
    expect(error(new Map()).message).toMatch('it holds no tensor');
  });

  it('tells half a file from another model', () => {
    const shapes = timmShapes('lite0', 1000);
    const all = shapes.size - 2;
    // A file that is cut off at the end also lacks the classifier, which a file need not have.
    for (const name of [...shapes.keys()].slice(100)) shapes.delete(name);
    expect(error(shapes)).toMatchObject({
      code: 'weights-half',
      values: { arch: 'lite0', missing: String(all - 100), all: String(all) },
    });
  });

  it('refuses images of four channels', () => {
    expect(error(timmShapes('b1', 10, 4)).message).toMatch('its images have 4 channels');
  });
});
