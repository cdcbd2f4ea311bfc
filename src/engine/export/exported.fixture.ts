import type { ModelFacts } from '../../core/export/facts';
import type { Architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { Random } from '../../core/numbers/random';
import { Predictor } from '../inference/predictor';
import type { Weights } from '../models/folded-layers';
import type { ExportedModel } from './model';

const someFacts: ModelFacts = {
  version: '0.0.0',
  created: '2026-11-26T12:00:00.000Z',
  model: 'Student 1',
  experiment: 'first try',
  run: 2,
  seed: 1,
  weightsHash: 'ab'.repeat(32),
  images: [{ split: 'labelled-train', images: 6, byClass: [1, 2, 3] }],
  pseudoLabelled: 20,
  accuracy: [{ split: 'test', images: 40, right: 30, balanced: 0.7, note: null }],
  initialWeights: [],
  recipe: { name: 'quick-cpu', yaml: 'name: quick-cpu\n' },
  versions: { tensorflow: '2.21.0' },
};

export const classNames = ['plain', 'with "quotes"', '강아지'];

/**
 * A network whose running averages differ from those of a fresh one, so that a missing folding would be
 * noticed.
 */
export function someModel(arch: Architecture, imageSize: number): ExportedModel & { weights: Weights } {
  const random = new Random(7);
  const specs = parametersOf(layoutOf(arch, classNames.length));
  const weights: Weights = new Map(
    specs.map((spec, i) => {
      const value = initialValue(spec, i, 3);
      if (spec.role === 'offset' || spec.role === 'bias') value.set(value.map(() => 0.1 * random.normal()));
      if (spec.role === 'mean') value.set(value.map(() => 0.1 * random.normal()));
      if (spec.role === 'variance') value.set(value.map(() => 0.5 + random.next()));
      return [spec.name, value] as const;
    }),
  );
  return {
    arch,
    imageSize,
    mean: [0.4, 0.5, 0.6],
    std: [0.2, 0.3, 0.4],
    batchNormEpsilon: 1e-3,
    classNames,
    facts: someFacts,
    weights,
    read: (name) => weights.get(name) as Float32Array,
  };
}

export function somePixels(images: number, size: number): Uint8Array {
  const random = new Random(11);
  return Uint8Array.from({ length: images * size * size * 3 }, () => random.int(256));
}

/** The predictions of the engine itself. */
export function predicted(model: ExportedModel & { weights: Weights }, pixels: Uint8Array) {
  const predictor = new Predictor({ ...model, classes: model.classNames.length, batch: 2 });
  predictor.setWeights(model.weights);
  const { logits, features } = predictor.predict(pixels);
  predictor.close();
  return { logits, features };
}

export function worst(a: Float32Array, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
