import { describe, expect, it } from 'vitest';
import { failureOf } from '../../core/errors';
import {
  deviceSchema,
  evaluationMetricsSchema,
  loopOptionsSchema,
  selectionSummarySchema,
} from '../../core/stored/columns';
import { runMetricsSchema } from '../../core/stored/run-metrics';
import { valuesSchema } from '../../core/words/values-schema';
import { openCatalog } from '../index';
import { fromText } from './json';

/** The error that `act` throws. */
function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a JSON column', () => {
  const summary = { quota: 3, images: 5, states: { kept: 3 }, perClass: [] };

  it('is what was written, with what older versions lacked', () => {
    expect(fromText(null, loopOptionsSchema)).toBeNull();
    expect(fromText('{"pauseForReview":true}', loopOptionsSchema)).toEqual({
      pauseForReview: true,
      evaluate: true,
    });
    expect(fromText(JSON.stringify(summary), selectionSummarySchema).states).toMatchObject({
      kept: 3,
      'over-quota': 0,
    });
    const perClass = [{ precision: null, recall: 1, f1: 1, support: 2 }];
    const older = { accuracy: 0.5, top5: null, loss: 1, ece: 0.1, perClass, imagesPerSecond: 7 };
    const metrics = fromText(JSON.stringify(older), evaluationMetricsSchema);
    expect(metrics).toMatchObject({ values: { accuracy: 0.5, loss: 1 }, cells: [] });
    expect(metrics.perClass[0].precision).toBeNaN();
    const device = { kind: 'cpu', name: 'x', cores: 2, tensorflow: '2.9', note: 'A sentence.' };
    expect(fromText(JSON.stringify(device), deviceSchema)).toEqual({ ...device, note: undefined });
    const values = { path: 'a', kind: { en: 'raw', ko: 'RAW' }, files: 2 };
    expect(fromText(JSON.stringify(values), valuesSchema)).toEqual(values);
  });

  it.each([
    ['text that is cut short', '{"quota":3', /JSON/],
    ['another type', JSON.stringify({ ...summary, quota: 'many' }), /quota/],
    ['a state that no version knows', JSON.stringify({ ...summary, states: { lost: 1 } }), /states/],
    ['nothing of it', '{}', /quota/],
  ])('says what it cannot read: %s', (_, text, place) => {
    expect(() => fromText(text, selectionSummarySchema)).toThrow(
      expect.objectContaining({ code: 'catalog-content', message: expect.stringMatching(place) }),
    );
  });

  it('says in both languages what it cannot read', () => {
    const thrown = failureOf(errorOf(() => fromText('{"quota":"many"}', selectionSummarySchema)));
    expect(thrown.values?.reason).toEqual({
      en: 'quota: invalid input: expected number, received string',
      ko: expect.stringMatching(/^quota: .*[가-힣]/),
    });
  });

  it('of a run’s figures has what older versions lacked, and nothing that is no figure', () => {
    const older = {
      ...{ steps: 6, weights: 'weights.safetensors', weightsHash: 'ab', validationAccuracy: null },
      ...{ seconds: 2, imagesPerSecond: null, waitShare: 0.1, stoppedEarly: false },
    };
    const read = (value: object) => fromText(JSON.stringify(value), runMetricsSchema);
    expect(read(older)).toEqual({ ...older, imagesPerSecond: Number.NaN });
    // Rows of a version that stored only the accuracy, and a fix that was not evaluated.
    const validation = { accuracy: { value: 0.5, error: 0.1 } };
    const fix = { imageSize: 32, validationAccuracyBefore: 0.4 };
    expect(read({ ...older, validation, fix })).toMatchObject({
      validation: { ...validation, macroF1: { value: null } },
      fix,
    });
    for (const wrong of [{ steps: 'many' }, { weights: 3 }, { trainings: [{ steps: 1 }] }, { fix: {} }])
      expect(() => read({ ...older, ...wrong }), JSON.stringify(wrong)).toThrow(
        expect.objectContaining({ code: 'catalog-content' }),
      );
  });

  it('of a run whose model is an encoder has all that is known of it', () => {
    const card = {
      ...{
        name: 'dino',
        arch: 'encoder',
        imageSize: 224,
        anySize: true,
        features: 384,
        parameters: 21_000_000,
      },
      ...{ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225], trainedOn: '', source: 'a test' },
      ...{ licence: 'MIT', sha256: 'ab'.repeat(32), bytes: 84_000_000, files: ['model.onnx'] },
      input: { name: 'images', element: 'float32', layout: 'channels-first', batch: null },
      output: { name: 'tokens', element: 'float32', pooling: 'first-token' },
      memory: { fixed: 1e8, perImage: 5e7 },
    };
    const { mean, std } = card;
    const model = { arch: 'encoder', encoder: card, classes: 3, imageSize: 224, mean, std, fit: 'cover' };
    const metrics = {
      ...{ model, steps: 0, weights: 'head.safetensors', weightsHash: 'ab', validationAccuracy: 0.5 },
      ...{ seconds: 2, imagesPerSecond: 9, waitShare: 0, stoppedEarly: false },
    };
    const read = (value: object) => fromText(JSON.stringify(value), runMetricsSchema);
    expect(read(metrics)).toEqual(metrics);
    const network = { arch: 'b0', classes: 3, imageSize: 224, mean, std, batchNormEpsilon: 1e-3 };
    expect(read({ ...metrics, model: network })).toEqual({ ...metrics, model: network });
    for (const wrong of [{ encoder: undefined }, { arch: 'b0' }, { arch: 'nobody' }])
      expect(() => read({ ...metrics, model: { ...model, ...wrong } }), JSON.stringify(wrong)).toThrow(
        expect.objectContaining({ code: 'catalog-content' }),
      );
  });

  it('of a run is refused by the catalog, and what to do is said', () => {
    const catalog = openCatalog(':memory:');
    const id = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1 });
    catalog.runs.update(id, { device: { kind: 'tpu' } });
    expect(() => catalog.runs.get(id)).toThrow(/cannot read \(kind: .*restore/);
    const draw = catalog.runs.create({ kind: 'teacher', recipe: 'none', seed: 1 });
    expect(() => catalog.runs.get(draw)).toThrow(expect.objectContaining({ code: 'catalog-content' }));
    catalog.close();
  });
});
