import { describe, expect, it } from 'vitest';
import { filledCatalog } from '../catalog.fixture';
import type { Catalog } from '../index';

const filled = () => {
  const { catalog } = filledCatalog(2);
  const experimentId = catalog.experiments.create({ name: 'a', recipe: {}, seed: 1 });
  const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, experimentId });
  return { catalog, experimentId, runId };
};

const kinds = ['robustness', 'attacks', 'perturbations'] as const;
type Kind = (typeof kinds)[number];

const begin = (catalog: Catalog, kind: Kind, runId: number, imageSet = 'a', version = 1) =>
  catalog[kind].begin({ runId, split: 'test', imageSet, version }, 20);

/** Stores a first count. */
function putOne(catalog: Catalog, kind: Kind, id: number, count: number): void {
  if (kind === 'robustness') catalog.robustness.put(id, null, count);
  else if (kind === 'attacks') catalog.attacks.put(id, null, { shown: 20, right: count });
  else catalog.perturbations.put(id, 'snow', { pairs: 600, flips: count, top5: null });
}

describe('measurements', () => {
  it('of corruptions grow cell by cell and go on where they were', () => {
    const { catalog, runId } = filled();
    const id = begin(catalog, 'robustness', runId);
    expect(catalog.robustness.get(id)).toMatchObject({ images: 20, right: null, cells: [] });
    catalog.robustness.put(id, null, 18);
    catalog.robustness.put(id, { corruption: 'fog', severity: 2 }, 11);
    expect(begin(catalog, 'robustness', runId)).toBe(id);
    catalog.robustness.put(id, { corruption: 'fog', severity: 2 }, 12);
    expect(catalog.robustness.get(id)).toMatchObject({
      ...{ runId, split: 'test', imageSet: 'a', version: 1, images: 20, right: 18 },
      cells: [{ corruption: 'fog', severity: 2, right: 12 }],
    });
    catalog.close();
  });

  it('of attacks grow piece by piece, each strength on its own, and go on where they were', () => {
    const { catalog, runId } = filled();
    const id = begin(catalog, 'attacks', runId);
    expect(catalog.attacks.get(id)).toMatchObject({ images: 20, clean: null, results: [] });
    catalog.attacks.put(id, null, { shown: 20, right: 18 });
    const [fgsm, pgd] = [
      { attack: 'fgsm', steps: 1, epsilon: 0.5 },
      { attack: 'pgd', steps: 10, epsilon: 0.5 },
    ] as const;
    catalog.attacks.put(id, fgsm, { shown: 8, right: 7 });
    catalog.attacks.put(id, { ...pgd, steps: 20 }, { shown: 8, right: 2 });
    catalog.attacks.put(id, pgd, { shown: 8, right: 3 });
    expect(begin(catalog, 'attacks', runId)).toBe(id);
    catalog.attacks.put(id, fgsm, { shown: 16, right: 11 });
    expect(catalog.attacks.get(id)).toMatchObject({
      ...{ runId, split: 'test', imageSet: 'a', version: 1, images: 20, clean: { shown: 20, right: 18 } },
      results: [
        { ...fgsm, shown: 16, right: 11 },
        { ...pgd, shown: 8, right: 3 },
        { ...pgd, steps: 20, shown: 8, right: 2 },
      ],
    });
    catalog.close();
  });

  it('of perturbations grow by one after the other and go on where they were', () => {
    const { catalog, runId } = filled();
    const id = begin(catalog, 'perturbations', runId);
    expect(catalog.perturbations.get(id)).toMatchObject({ images: 20, sequences: [] });
    catalog.perturbations.put(id, 'tilt', { pairs: 600, flips: 11, top5: 90 });
    catalog.perturbations.put(id, 'snow', { pairs: 600, flips: 40, top5: null });
    expect(begin(catalog, 'perturbations', runId)).toBe(id);
    catalog.perturbations.put(id, 'tilt', { pairs: 600, flips: 12, top5: 91 });
    expect(catalog.perturbations.get(id)).toMatchObject({
      ...{ runId, split: 'test', imageSet: 'a', version: 1, images: 20 },
      sequences: [
        { perturbation: 'snow', pairs: 600, flips: 40, top5: null },
        { perturbation: 'tilt', pairs: 600, flips: 12, top5: 91 },
      ],
    });
    catalog.close();
  });

  it.each(kinds)(
    'of %s keep other images, labels and versions apart; the last measured is the newest',
    async (kind) => {
      const { catalog, runId } = filled();
      const first = begin(catalog, kind, runId);
      const other = begin(catalog, kind, runId, 'b');
      const later = begin(catalog, kind, runId, 'a', 2);
      const newest = (ids: number[], version: number) =>
        catalog[kind].newest(ids, version).map(({ id }) => id);
      expect(new Set([first, other, later]).size).toBe(3);
      expect(newest([runId], 1)).toEqual([other]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      putOne(catalog, kind, first, 1);
      expect(newest([runId], 1)).toEqual([first]);
      expect(newest([runId], 2)).toEqual([later]);
      expect(newest([runId + 1], 1)).toEqual([]);
      // A measurement that is requested again becomes the newest, although nothing of it was left to measure.
      await new Promise((resolve) => setTimeout(resolve, 5));
      putOne(catalog, kind, other, 1);
      expect(newest([runId], 1)).toEqual([other]);
      expect(begin(catalog, kind, runId)).toBe(first);
      expect(newest([runId], 1)).toEqual([first]);
      expect(newest([runId], 2)).toEqual([later]);
      catalog.close();
    },
  );

  it.each(kinds)('of %s go with their experiment', (kind) => {
    const { catalog, experimentId, runId } = filled();
    const id = begin(catalog, kind, runId);
    putOne(catalog, kind, id, 18);
    catalog.removal.mark(experimentId);
    while (catalog.removal.sweep() > 0);
    expect(catalog[kind].get(id)).toBeUndefined();
    catalog.close();
  });
});
