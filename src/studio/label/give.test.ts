import { describe, expect, it } from 'vitest';
import { filledCatalog } from '../../catalog/catalog.fixture';
import { giveLabels } from './give';

function someLabelled() {
  const { catalog, classIds, imageIds } = filledCatalog(5);
  const [a, b, c] = classIds;
  catalog.labelSteps.set([imageIds[0]], a, 'Ada');
  catalog.labelSteps.set([imageIds[1], imageIds[2]], b, 'Ada');
  const ids = Int32Array.from(imageIds);
  const labels = () => catalog.images.byIds(imageIds).map(({ classId }) => classId);
  return { catalog, ids, a, b, c, labels };
}

describe('labels that a person gives', () => {
  it('change no label of another class unasked: such are told, the most images first, and nothing is done', () => {
    const { catalog, ids, a, b, c, labels } = someLabelled();
    const before = catalog.labelSteps.steps();
    expect(giveLabels(catalog, { ids, classId: c, others: 'ask' }, 'Ada')).toEqual({
      changed: 0,
      stepId: null,
      others: [
        { classId: b, images: 2 },
        { classId: a, images: 1 },
      ],
    });
    expect(labels()).toEqual([a, b, b, null, null]);
    expect(catalog.labelSteps.steps()).toEqual(before);
  });

  it('are given without a question where only the same class, or none, is there', () => {
    const { catalog, ids, a, b, labels } = someLabelled();
    const free = ids.filter((_, i) => i !== 0);
    expect(giveLabels(catalog, { ids: free, classId: b, others: 'ask' }, 'Ada')).toEqual({
      changed: 2,
      stepId: expect.any(Number),
      others: [],
    });
    expect(labels()).toEqual([a, b, b, b, b]);
  });

  it('leave others their label, or change them, when that was said', () => {
    const { catalog, ids, a, b, c, labels } = someLabelled();
    expect(giveLabels(catalog, { ids, classId: c, others: 'keep' }, 'Ada').changed).toBe(2);
    expect(labels()).toEqual([a, b, b, c, c]);
    expect(giveLabels(catalog, { ids, classId: c, others: 'change' }, 'Ada').changed).toBe(3);
    expect(labels()).toEqual([c, c, c, c, c]);
  });

  it('are not taken away unasked either', () => {
    const { catalog, ids, a, b, labels } = someLabelled();
    expect(giveLabels(catalog, { ids, classId: null, others: 'ask' }, 'Ada').others).toHaveLength(2);
    expect(labels()).toEqual([a, b, b, null, null]);
    expect(giveLabels(catalog, { ids, classId: null, others: 'change' }, 'Ada').changed).toBe(3);
    expect(labels()).toEqual([null, null, null, null, null]);
  });
});
