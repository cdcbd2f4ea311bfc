import { describe, expect, it } from 'vitest';
import {
  addLabelling,
  addSource,
  filledCatalog,
  finished,
  memoryCatalog,
  readFile,
} from '../catalog.fixture';

describe('keys of classes', () => {
  const keys = (count: number) => {
    const catalog = memoryCatalog();
    catalog.classes.ensure(Array.from({ length: count }, (_, i) => `class ${i}`));
    return { catalog, keys: catalog.classes.list().map(({ hotkey }) => hotkey) };
  };

  it('are 1 to 9, then 0, then none', () => {
    expect(keys(12).keys).toEqual([...'1234567890', null, null]);
  });

  it('that are free again are given to new classes', () => {
    const { catalog } = keys(3);
    const [, second] = catalog.classes.list();
    catalog.classes.update(second.id, { hotkey: null });
    expect(catalog.classes.add('new').hotkey).toBe('2');
    expect(catalog.classes.add('newer').hotkey).toBe('4');
  });

  it('are refused where another class or the review has them', () => {
    const { catalog } = keys(3);
    const [first, second] = catalog.classes.list();
    const refusal = (hotkey: string, code: string, says: RegExp) => {
      const change = () => catalog.classes.update(first.id, { hotkey });
      expect(change).toThrow(expect.objectContaining({ code }));
      expect(change).toThrow(says);
    };
    refusal('2', 'class-key-taken', /The key 2 gives the class "class 1"\. Choose .*\.$/);
    refusal('A', 'class-key-reserved', /The key A is already used in Review or Label\. Choose .*\.$/);
    refusal(' ', 'class-key-reserved', /The key Space is already used/);
    refusal('-', 'class-key-reserved', /The key - is already used/);
    catalog.classes.update(first.id, { hotkey: 'Q' });
    catalog.classes.update(first.id, { hotkey: 'q' });
    expect(() => catalog.classes.update(second.id, { hotkey: 'Q' })).toThrow(/gives the class "class 0"/);
  });
});

describe('renaming classes', () => {
  const renamed = () => {
    const catalog = memoryCatalog();
    const [cat, dog] = catalog.classes.ensure(['cat', 'dog']).values();
    catalog.classes.update(cat, { name: 'kitty' });
    return { catalog, cat, dog, former: () => Object.fromEntries(catalog.classes.byFormerName()) };
  };

  it('keeps the former names, also over several renames and a merge', () => {
    const { catalog, cat, dog, former } = renamed();
    catalog.classes.update(cat, { name: 'tom', color: '#000000' });
    expect(former()).toEqual({ cat, kitty: cat });
    catalog.classes.merge(cat, dog, 'Ada');
    expect(former()).toEqual({ cat: dog, kitty: dog });
    expect(catalog.classes.byName()).toEqual(
      new Map([
        ['tom', dog],
        ['dog', dog],
      ]),
    );
  });

  it('back gives the name back', () => {
    const { catalog, cat, former } = renamed();
    catalog.classes.update(cat, { name: 'cat' });
    expect(former()).toEqual({ kitty: cat });
  });

  it('or adding a class that takes a former name leaves it to that class', () => {
    const { catalog, dog, former } = renamed();
    catalog.classes.update(dog, { name: 'cat' });
    expect(former()).toEqual({ dog });
    catalog.classes.add('dog');
    expect(former()).toEqual({});
  });

  it('is forgotten with a class that is deleted', () => {
    const { catalog, cat, former } = renamed();
    catalog.classes.remove(cat);
    expect(former()).toEqual({});
    expect(catalog.classes.add('cat').position).toBe(1);
  });
});

describe('merging classes', () => {
  it('gives images the other label, with history, and the class is no longer to be had', () => {
    const { catalog, classIds, imageIds } = filledCatalog(3);
    const [a, b, c] = classIds;
    catalog.labels.set(imageIds.slice(0, 2), a, 'Ada');
    expect(catalog.classes.merge(a, b, 'Ada')).toBe(2);
    expect(catalog.images.byIds(imageIds).map(({ classId }) => classId)).toEqual([b, b, null]);
    expect(catalog.labels.history(imageIds[0]).map(({ classId }) => classId)).toEqual([b, a]);
    expect(catalog.classes.active().map(({ id }) => id)).toEqual([b, c]);
    expect(catalog.classes.list().map(({ mergedInto, hotkey }) => [mergedInto, hotkey])).toEqual([
      [b, null],
      [null, '2'],
      [null, '3'],
    ]);
    // A class keeps its column, so that the outputs of existing models keep their meaning.
    expect(catalog.classes.list().map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  it('lets an import that names it mean the other, also over two merges', () => {
    const { catalog, classIds } = filledCatalog(1);
    const [a, b, c] = classIds;
    catalog.classes.merge(a, b, 'Ada');
    catalog.classes.merge(b, c, 'Ada');
    expect(catalog.classes.ensure(['a', 'b'])).toEqual(
      new Map([
        ['a', c],
        ['b', c],
        ['c', c],
      ]),
    );
    expect(() => catalog.classes.add('a')).toThrow(/class "a" was merged into another/);
  });

  it('reads what models and selections said as the other class, and leaves measurements as they were', () => {
    const { catalog, classIds, imageIds } = filledCatalog(2);
    const [a, b] = classIds;
    const { runId, labelling } = addLabelling(catalog, classIds);
    catalog.labellingRuns.finish(labelling.id, finished);
    const selection = catalog.selections.create({
      ...{
        labellingRunId: labelling.id,
        iterationId: null,
        settings: {},
        summary: { quota: 1, images: 1, states: {}, perClass: [] },
      },
      items: [{ imageId: imageIds[0], classId: a, state: 'kept', copies: 1 }],
    });
    const evaluation = catalog.evaluations.create({
      ...{ runId, split: 'test', images: 1, metrics: { perClass: [], imagesPerSecond: 1 } },
      predictions: [{ imageId: imageIds[1], trueClassId: a, classId: b, confidence: 1, labelProbability: 0 }],
    });
    catalog.classes.merge(a, b, 'Ada');
    expect(catalog.selections.items(selection)).toMatchObject([{ classId: b }]);
    expect(catalog.labellingRuns.get(labelling.id).classIds).toEqual(classIds);
    expect(catalog.evaluations.predictions(evaluation)).toMatchObject([{ trueClassId: a, classId: b }]);
  });

  it('ends the quarrel of copies whose labels were these two', () => {
    const catalog = memoryCatalog();
    const [a, b] = catalog.classes.ensure(['a', 'b']).values();
    const files = [readFile('1.png', 1, { classId: a }), readFile('2.png', 1, { classId: b })];
    catalog.imports.store(addSource(catalog), files, []);
    expect(catalog.images.countByState().quarantined).toBe(2);
    catalog.classes.merge(a, b, 'Ada');
    expect(catalog.images.countByState()).toMatchObject({ ok: 1, duplicate: 1, quarantined: 0 });
  });

  it('refuses a class that is none, or merged already, or the same', () => {
    const { catalog, classIds } = filledCatalog(1);
    const [a, b, c] = classIds;
    catalog.classes.merge(a, b, 'Ada');
    const refused = (id: number, into: number, code: string) =>
      expect(() => catalog.classes.merge(id, into, 'Ada')).toThrow(expect.objectContaining({ code }));
    refused(a, c, 'unknown-class');
    refused(c, a, 'unknown-class');
    refused(c, 99, 'unknown-class');
    refused(c, c, 'class-merge');
  });
});

describe('deleting classes', () => {
  const ofOne = () => {
    const { catalog, imageIds } = filledCatalog(3);
    const { id } = catalog.classes.add('slip');
    return { catalog, imageIds, id };
  };

  it('takes away what stands for nothing, and a new one takes its place', () => {
    const { catalog, id } = ofOne();
    const later = catalog.classes.add('later');
    catalog.classes.remove(id);
    expect(catalog.classes.list().map(({ name }) => name)).not.toContain('slip');
    const positions = catalog.classes.list().map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, i) => i));
    expect(catalog.classes.add('slip').position).toBe(positions.length);
    expect(catalog.classes.list().find((each) => each.id === later.id)?.name).toBe('later');
  });

  it('gives the number of a deleted one to no other: checks of labels and the window remember classes by it', () => {
    const { catalog, id } = ofOne();
    catalog.classes.remove(id);
    const next = catalog.classes.add('next');
    expect(next.id).toBeGreaterThan(id);
    catalog.classes.remove(next.id);
    expect(catalog.classes.add('last').id).toBeGreaterThan(next.id);
  });

  it('that were given and taken back go with their steps; nothing points at them', () => {
    const { catalog, imageIds, id } = ofOne();
    catalog.labelSteps.set(Int32Array.from(imageIds), id, 'Ada');
    expect(() => catalog.classes.remove(id)).toThrow(expect.objectContaining({ code: 'class-not-empty' }));
    catalog.labelSteps.undo('Ada');
    catalog.classes.remove(id);
    expect(catalog.labelSteps.steps()).toEqual({ undo: null, redo: null });
  });

  it('is refused where a model has it as an output', () => {
    const { catalog, id } = ofOne();
    const place = catalog.classes.list().length;
    const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1 });
    catalog.runs.setState(runId, 'running', { outputs: place });
    expect(() => catalog.classes.remove(id)).toThrow(expect.objectContaining({ code: 'class-in-model' }));
    const newer = catalog.classes.add('newer');
    catalog.classes.remove(newer.id);
    expect(() => catalog.classes.remove(newer.id)).toThrow(
      expect.objectContaining({ code: 'unknown-class' }),
    );
  });

  it('is refused in words of its own where another was merged into it, or a decision that was undone names it', () => {
    const merged = ofOne();
    const other = merged.catalog.classes.add('other');
    merged.catalog.classes.merge(other.id, merged.id, 'Ada');
    expect(() => merged.catalog.classes.remove(merged.id)).toThrow(
      expect.objectContaining({ code: 'class-has-merged' }),
    );
    const { catalog, imageIds, id } = ofOne();
    catalog.reviews.decide({ imageIds: [imageIds[0]], decision: 'relabel', classId: id }, 'Ada');
    catalog.reviews.undo('Ada');
    expect(() => catalog.classes.remove(id)).toThrow(expect.objectContaining({ code: 'class-in-reviews' }));
  });
});
