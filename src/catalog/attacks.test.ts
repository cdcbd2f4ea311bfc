import { describe, expect, it } from 'vitest';
import { filledCatalog } from './catalog.fixture';
import type { Catalog } from './index';

const filled = () => {
  const { catalog } = filledCatalog(2);
  const experimentId = catalog.experiments.create({ name: 'a', recipe: {}, seed: 1 });
  const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, experimentId });
  return { catalog, experimentId, runId };
};

const measured = (catalog: Catalog, runId: number, imageSet = 'a', version = 1) =>
  catalog.attacks.begin({ runId, split: 'test', imageSet, version }, 20);

describe('attacks', () => {
  it('grow piece by piece, each strength on its own, and go on where they were', () => {
    const { catalog, runId } = filled();
    const id = measured(catalog, runId);
    expect(catalog.attacks.get(id)).toMatchObject({ images: 20, clean: null, results: [] });
    catalog.attacks.put(id, null, { shown: 20, right: 18 });
    const [fgsm, pgd] = [
      { attack: 'fgsm', steps: 1, epsilon: 0.5 },
      { attack: 'pgd', steps: 10, epsilon: 0.5 },
    ] as const;
    catalog.attacks.put(id, fgsm, { shown: 8, right: 7 });
    catalog.attacks.put(id, pgd, { shown: 8, right: 3 });
    catalog.attacks.put(id, { ...pgd, steps: 20 }, { shown: 8, right: 2 });
    expect(measured(catalog, runId)).toBe(id);
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

  it('keep other images, labels and versions apart; the last measured is the newest', async () => {
    const { catalog, runId } = filled();
    const first = measured(catalog, runId);
    const other = measured(catalog, runId, 'b');
    const later = measured(catalog, runId, 'a', 2);
    expect(new Set([first, other, later]).size).toBe(3);
    expect(catalog.attacks.newest([runId], 1).map(({ id }) => id)).toEqual([other]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    catalog.attacks.put(first, null, { shown: 1, right: 1 });
    expect(catalog.attacks.newest([runId], 1).map(({ id }) => id)).toEqual([first]);
    expect(catalog.attacks.newest([runId], 2).map(({ id }) => id)).toEqual([later]);
    expect(catalog.attacks.newest([runId + 1], 1)).toEqual([]);
    catalog.close();
  });

  it('go with their experiment', () => {
    const { catalog, experimentId, runId } = filled();
    const id = measured(catalog, runId);
    catalog.attacks.put(id, null, { shown: 20, right: 18 });
    catalog.removal.mark(experimentId);
    while (catalog.removal.sweep() > 0);
    expect(catalog.attacks.get(id)).toBeUndefined();
    catalog.close();
  });
});
