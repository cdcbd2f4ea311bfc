import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import type { TrainSpec } from '../../../runner/job/messages';
import { saveInputs } from '../../../runner/training/train-inputs';
import { imagesOf, labelledOf, runFolder } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { imagesToFit } from '../measuring/evaluate';
import { heldOutOf } from './held-out';

let studio: TestProject;
beforeAll(async () => {
  studio = await makeTestProject();
  const { catalog } = studio.project;
  catalog.splits.move(catalog.images.ids({ split: 'test' }), 'validation');
});
afterAll(() => studio.close());

/** A model that learnt from these images; null means that this is no longer known. */
function modelOf(learnt: ReturnType<typeof imagesOf> | null): Run {
  const { project } = studio;
  const id = project.catalog.runs.create({ kind: 'teacher', recipe: tinyRecipe(), seed: 1 });
  const none = { validation: null, pseudo: null };
  if (learnt)
    saveInputs(runFolder(project, id), {} as TrainSpec, { labelled: labelledOf(project, learnt), ...none });
  return project.catalog.runs.get(id);
}

describe('the images that a model is judged by', () => {
  const heldOut = (model: Run, most?: number) => {
    const known = imagesOf(studio.project, 'labelled-train');
    return heldOutOf(studio.project, model, { known, pool: imagesOf(studio.project, 'unlabelled') }, most);
  };
  const classesOf = (ids: Iterable<number>) =>
    new Set(studio.project.catalog.images.byIds([...ids]).map(({ classId }) => classId));

  it('are some of every class where there are more than are taken', () => {
    const model = modelOf(imagesOf(studio.project, 'labelled-train'));
    const { heldOut: hashes, heldOutIds } = heldOut(model, 10);
    expect(hashes.length).toBe(10 * 32);
    expect(heldOutIds).toHaveLength(10);
    expect(classesOf(heldOutIds as Int32Array).size).toBe(10);
    const fitting = imagesToFit(studio.context, model, 'test', 10);
    expect(fitting).toHaveLength(10);
    expect(new Set(fitting.map(({ classId }) => classId)).size).toBe(10);
    expect(heldOut(model).heldOutIds).toHaveLength(50);
  });

  it('are none that it has learnt from, wherever these are now', () => {
    const validation = imagesOf(studio.project, 'validation');
    const learnt = validation.slice(0, 20);
    const { heldOutIds } = heldOut(modelOf(learnt));
    expect([...(heldOutIds as Int32Array)]).toEqual(validation.slice(20).map(({ id }) => id));
    // The model learnt from all of them, so that the pool sets the limit.
    expect(heldOut(modelOf(validation))).toMatchObject({ heldOutIds: null, folds: null });
    expect(heldOut(modelOf(validation)).heldOut.length).toBe(
      imagesOf(studio.project, 'unlabelled').length * 32,
    );
  });

  it('set the limit where nobody knows what it has learnt from, and are not called unseen', () => {
    const { heldOut: hashes, heldOutIds } = heldOut(modelOf(null));
    expect([hashes.length, heldOutIds]).toEqual([50 * 32, null]);
  });
});
