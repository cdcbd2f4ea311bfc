import { describe, expect, it } from 'vitest';
import { filledCatalog, finished } from '../catalog.fixture';
import type { Catalog } from '../index';

/**
 * An experiment whose teacher labelled every image and was evaluated, and one of whose labels a person
 * changed.
 */
function addExperiment(catalog: Catalog, name: string, imageIds: number[], classId: number) {
  const experimentId = catalog.experiments.create({ name, recipe: {}, seed: 1 });
  const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, experimentId });
  const iterationId = catalog.iterations.create(experimentId, 'label', runId).id;
  catalog.runs.setState(runId, 'running');
  catalog.epochs.put(runId, { epoch: 1, step: 10 });
  catalog.runs.setState(runId, 'done', { checkpoint: 'w' });
  const labelling = catalog.labellingRuns.create({ runId, iterationId, classIds: [classId] });
  catalog.labellingRuns.finish(labelling.id, { ...finished, images: imageIds.length });
  catalog.selections.create({
    ...{
      labellingRunId: labelling.id,
      iterationId,
      settings: {},
      summary: { quota: 1, images: 1, states: {}, perClass: [] },
    },
    items: imageIds.map((imageId) => ({ imageId, classId, state: 'kept' as const, copies: 1 })),
  });
  const evaluationId = catalog.evaluations.create({
    ...{
      runId,
      split: 'test',
      images: imageIds.length,
      metrics: { accuracy: 1, cells: [0, 0, 1], perClass: [], imagesPerSecond: 1 },
    },
    predictions: imageIds.map((imageId) => ({
      ...{ imageId, trueClassId: classId, classId, confidence: 0.9, labelProbability: 0.9 },
    })),
  });
  catalog.reviews.decide(
    { imageIds: [imageIds[0]], labellingRunId: labelling.id, decision: 'relabel', classId },
    'Ada',
  );
  return { experimentId, runId, iterationId, labellingId: labelling.id, evaluationId };
}

describe('removal', () => {
  it('takes one experiment away, part by part, and nothing of another or of what people decided', () => {
    const { catalog, classIds, imageIds } = filledCatalog(25);
    const [first, second] = ['first', 'second'].map((name) =>
      addExperiment(catalog, name, imageIds, classIds[0]),
    );
    const reviews = catalog.reviews.current();

    catalog.removal.mark(first.experimentId);
    expect(catalog.experiments.list().map(({ name }) => name)).toEqual(['second']);
    expect(() => catalog.experiments.get(first.experimentId)).toThrow(
      expect.objectContaining({ code: 'experiment-number' }),
    );
    expect(catalog.runs.list({ state: 'done' }).map(({ id }) => id)).toEqual([second.runId]);
    expect(catalog.labellingRuns.latest(first.iterationId)).toBeUndefined();

    const parts: number[] = [];
    for (let rows = catalog.removal.sweep(10); rows > 0; rows = catalog.removal.sweep(10)) parts.push(rows);
    expect(Math.max(...parts)).toBe(10);
    // 25 predictions and items; an evaluation, a selection and an epoch.
    expect(parts.reduce((sum, rows) => sum + rows)).toBe(2 * 25 + 3);
    expect(catalog.removal.runIds()).toEqual([first.runId]);

    expect(catalog.labellingRuns.get(first.labellingId).file).toBeNull();
    expect(catalog.labellingRuns.get(second.labellingId).file).toBe(finished.file);
    expect(catalog.evaluations.newest([first.runId, second.runId]).map(({ runId }) => runId)).toEqual([
      second.runId,
    ]);
    expect(catalog.selections.latest(second.iterationId)).toBeDefined();
    expect(catalog.selections.latest(first.iterationId)).toBeUndefined();
    expect(catalog.reviews.current()).toEqual(reviews);
    catalog.close();
  });

  it('gives a name free again, and no number twice', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const { experimentId, runId } = addExperiment(catalog, 'mine', imageIds, classIds[0]);
    catalog.removal.mark(experimentId);
    while (catalog.removal.sweep() > 0);
    const again = addExperiment(catalog, 'mine', imageIds, classIds[0]);
    expect(again.experimentId).toBeGreaterThan(experimentId);
    expect(again.runId).toBeGreaterThan(runId);
    catalog.close();
  });
});

describe('renaming an experiment', () => {
  it('refuses a name that another one has', () => {
    const { catalog, classIds, imageIds } = filledCatalog(1);
    const { experimentId } = addExperiment(catalog, 'a', imageIds, classIds[0]);
    addExperiment(catalog, 'b', imageIds, classIds[0]);
    expect(() => catalog.experiments.rename(experimentId, 'b')).toThrow(
      expect.objectContaining({ code: 'experiment-exists' }),
    );
    catalog.experiments.rename(experimentId, 'c');
    expect(catalog.experiments.get(experimentId).name).toBe('c');
    catalog.close();
  });
});

describe('evaluations', () => {
  it('list without the confusion matrix, tell wrong predictions and what changed since', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3, 'test');
    catalog.labels.set(imageIds, classIds[0], 'Ada');
    const { runId } = addExperiment(catalog, 'a', imageIds, classIds[0]);
    const id = catalog.evaluations.create({
      ...{
        runId,
        split: 'test',
        images: 3,
        metrics: { values: { accuracy: 2 / 3 }, cells: [0, 0, 2, 0, 1, 1], perClass: [], imagesPerSecond: 1 },
      },
      predictions: imageIds.map((imageId, i) => ({
        ...{ imageId, trueClassId: classIds[0], classId: classIds[i === 0 ? 1 : 0] },
        ...{ confidence: 0.5 + i / 10, labelProbability: 0.5 },
      })),
    });
    expect(catalog.evaluations.newest([runId])).toMatchObject([
      { id, metrics: { values: { accuracy: 2 / 3 } } },
    ]);
    expect(catalog.evaluations.newest([runId])[0].metrics.cells).toEqual([]);
    expect(catalog.evaluations.predictions(id, { wrong: true }).map(({ imageId }) => imageId)).toEqual([
      imageIds[0],
    ]);
    expect(catalog.evaluations.changedSince(id)).toBe(0);
    catalog.labels.set([imageIds[0]], classIds[1], 'Ada');
    expect(catalog.evaluations.changedSince(id)).toBe(1);
    catalog.exclusions.set([imageIds[1]], true, 'Ada');
    expect(catalog.evaluations.changedSince(id)).toBe(2);
    expect(catalog.labels.sources(imageIds).get(imageIds[0])).toBe('Ada');
    catalog.close();
  });

  it('tell images that came to their split since, but not those that they left out as seen', () => {
    const { catalog, classIds, imageIds } = filledCatalog(4, 'test');
    catalog.labels.set(imageIds, classIds[0], 'Ada');
    const { runId } = addExperiment(catalog, 'a', imageIds, classIds[0]);
    catalog.exclusions.set([imageIds[3]], true, 'Ada');
    const metrics = { values: { accuracy: 1 }, cells: [], perClass: [], imagesPerSecond: 1 };
    const id = catalog.evaluations.create({
      ...{ runId, split: 'test' as const, images: 2, metrics },
      settings: {
        classIds,
        seen: { trained: 1, validated: 0, leftOut: true },
      },
      predictions: imageIds.slice(0, 2).map((imageId) => ({
        ...{ imageId, trueClassId: classIds[0], classId: classIds[0], confidence: 1, labelProbability: 1 },
      })),
    });
    expect(catalog.evaluations.changedSince(id)).toBe(0);
    catalog.exclusions.set([imageIds[3]], false, 'Ada');
    expect(catalog.evaluations.changedSince(id)).toBe(1);
    catalog.close();
  });

  it('keep that a person confirmed a label, which imports then leave alone', () => {
    const { catalog, classIds, imageIds } = filledCatalog(2, 'labelled-train');
    catalog.labels.set(imageIds, classIds[0], 'import');
    catalog.labels.confirm([imageIds[0]], 'Ada');
    catalog.labels.set(imageIds, classIds[1], 'import');
    expect(catalog.images.byIds(imageIds).map(({ classId }) => classId)).toEqual([classIds[0], classIds[1]]);
    catalog.close();
  });
});
