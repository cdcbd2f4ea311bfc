import { describe, expect, it } from 'vitest';
import { filledCatalog } from './catalog.fixture';
import type { Catalog } from './index';

const filled = () => {
  const { catalog } = filledCatalog(2);
  const experimentId = catalog.experiments.create({ name: 'a', recipe: {}, seed: 1 });
  return {
    catalog,
    experimentId,
    runId: catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, experimentId }),
  };
};

const measured = (catalog: Catalog, runId: number, imageSet = 'a', version = 1) =>
  catalog.robustness.begin({ runId, split: 'test', imageSet, version }, 20);

describe('robustness', () => {
  it('grows cell by cell and goes on where it was', () => {
    const { catalog, runId } = filled();
    const id = measured(catalog, runId);
    expect(catalog.robustness.get(id)).toMatchObject({ images: 20, right: null, cells: [] });
    catalog.robustness.put(id, null, 18);
    catalog.robustness.put(id, { corruption: 'fog', severity: 2 }, 11);
    expect(measured(catalog, runId)).toBe(id);
    catalog.robustness.put(id, { corruption: 'fog', severity: 2 }, 12);
    expect(catalog.robustness.get(id)).toMatchObject({
      ...{ runId, split: 'test', imageSet: 'a', version: 1, images: 20, right: 18 },
      cells: [{ corruption: 'fog', severity: 2, right: 12 }],
    });
    catalog.close();
  });

  it('keeps other images, labels and versions apart; the last measured is the newest', async () => {
    const { catalog, runId } = filled();
    const first = measured(catalog, runId);
    const other = measured(catalog, runId, 'b');
    const later = measured(catalog, runId, 'a', 2);
    expect(new Set([first, other, later]).size).toBe(3);
    expect(catalog.robustness.newest([runId], 1).map(({ id }) => id)).toEqual([other]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    catalog.robustness.put(first, null, 1);
    expect(catalog.robustness.newest([runId], 1).map(({ id }) => id)).toEqual([first]);
    expect(catalog.robustness.newest([runId], 2).map(({ id }) => id)).toEqual([later]);
    expect(catalog.robustness.newest([runId + 1], 1)).toEqual([]);
    catalog.close();
  });

  it('goes with its experiment', () => {
    const { catalog, experimentId, runId } = filled();
    const id = measured(catalog, runId);
    catalog.robustness.put(id, null, 18);
    catalog.removal.mark(experimentId);
    while (catalog.removal.sweep() > 0);
    expect(catalog.robustness.get(id)).toBeUndefined();
    catalog.close();
  });
});
