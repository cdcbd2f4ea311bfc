import { describe, expect, it } from 'vitest';
import { type CardModel, modelCard } from './card';
import type { ModelFacts } from './facts';

const facts: ModelFacts = {
  version: '0.1.0',
  created: '2026-11-26T12:34:56.000Z',
  model: 'Student 1',
  experiment: 'first try',
  run: 2,
  seed: 7,
  weightsHash: 'ab'.repeat(32),
  images: [
    { split: 'labelled-train', images: 30, byClass: [10, 20] },
    { split: 'test', images: 1500, byClass: [700, 800] },
  ],
  pseudoLabelled: 1234,
  accuracy: [{ split: 'test', images: 263, right: 81, balanced: 0.25, note: null }],
  initialWeights: [],
  recipe: { name: 'quick-cpu', yaml: 'name: quick-cpu\niterations: 1\n' },
  versions: { tensorflow: '2.21.0' },
};
const model: CardModel = {
  arch: { name: 'lite0' },
  parameters: 3_374_000,
  imageSize: 128,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  classNames: ['cat', 'dog|or *not*'],
  facts,
};

describe('modelCard', () => {
  const card = modelCard(model, 'folder');

  it('says what was measured, on how many images, and how far it can be trusted', () => {
    expect(card).toContain('| test | 263 | 30.8 % | 25.5 % to 36.6 % | 25.0 % |');
  });

  it('counts the images of each class in each split', () => {
    expect(card).toContain('| cat | 10 | 700 |');
    expect(card).toContain('| dog\\|or \\*not\\* | 20 | 800 |');
    expect(card).toContain('| all | 30 | 1,500 |');
    expect(card).toContain('1,234 images that its teacher labelled');
  });

  it('holds what is needed to repeat it', () => {
    for (const fact of ['seed 7', 'iterations: 1', 'ab'.repeat(32), 'tensorflow: 2.21.0', '2026-11-26'])
      expect(card).toContain(fact);
  });

  it('names the licence of the weights that the training began with', () => {
    expect(modelCard(model, 'folder')).toContain('from random numbers');
    const card = { licence: 'Apache-2.0', source: 'the package index', sha256: 'cd'.repeat(32) };
    const initialWeights = [
      { name: 'tf_efficientnet_lite0.in1k', card },
      { name: 'removed', card: null },
    ];
    const other = modelCard({ ...model, facts: { ...facts, initialWeights } }, 'folder');
    expect(other).toContain('- `tf_efficientnet_lite0.in1k`: Apache-2.0; the package index, sha256 `cdcd');
    expect(other).toContain('- `removed`: its card is no longer in the library');
    expect(other).not.toContain('from random numbers');
  });

  it('says so where nothing was measured, and where validation chose the model', () => {
    expect(modelCard({ ...model, facts: { ...facts, accuracy: [] } }, 'tfjs')).toContain('was not measured');
    const accuracy = [{ split: 'validation', images: 20, right: 0, balanced: null, note: null }];
    const validated = modelCard({ ...model, facts: { ...facts, accuracy } }, 'savedmodel');
    expect(validated).toContain('| validation | 20 | 0.0 % | 0.0 % to 16.1 % |');
    expect(validated).toContain('chosen by its validation images');
  });
});
