import { gridProject } from '../../bench/grid-project';
import { corruptionsVersion } from '../../src/core/corruptions/corrupt';
import { severities } from '../../src/core/corruptions/corruption';
import { corruptionNames } from '../../src/core/corruptions/table';
import { ConfusionCounts, classMetrics, measureAll, OutputColumns } from '../../src/core/metrics';
import { perturbationsVersion } from '../../src/core/perturbations/change';
import { perturbationNames } from '../../src/core/perturbations/table';
import { resolveRecipe } from '../../src/core/recipe';
import { readStudy } from '../../src/core/study/definition';
import { toStored } from '../../src/core/study/stored';
import { setIdOf, splitOf, type TestSet } from '../../src/core/vocabulary/test-sets';
import { drawSplit } from '../../src/studio/import';
import { drawnOf, imageSetOf, labelledIn } from '../../src/studio/method/measuring/measured-images';
import { openProject, type Project } from '../../src/studio/project/folder/project';

/**
 * Makes a filled project (`gridProject`) whose teacher and student were also measured on test and validation images. Returns its folder.
 */
export async function measuredProject(folder: string, images: number): Promise<string> {
  const path = await gridProject(folder, images, () => {});
  const project = openProject(path);
  try {
    drawSplit(project, { validationShare: 0.2, testShare: 0.2, seed: 1 });
    for (const [i, { id }] of project.catalog.runs.list({ state: 'done' }).entries())
      for (const split of ['test', 'validation'] as const) addEvaluation(project, id, split, 4 + i);
    addHardSet(project);
    addChangedImages(project);
    addStudy(project);
  } finally {
    project.close();
  }
  return path;
}

/** Adds a study of which one run was begun: the existing experiment. */
function addStudy({ catalog }: Project): void {
  const content = {
    name: 'pieces of noise',
    question: 'Which piece of the student’s noise carries the gain?',
    arms: [
      { name: 'all noise' },
      { name: 'without RandAugment', set: { 'noise.student.randAugment.ops': 0 } },
    ],
  };
  const study = readStudy(content, () => resolveRecipe('quick-cpu'));
  const { id } = catalog.studies.create({ name: study.name, definition: toStored(study), dataHash: '' });
  const [{ id: experimentId }] = catalog.experiments.list();
  catalog.studies.setCell(id, { arm: 'all noise', seed: 1, experimentId });
}

/** Adds a frozen set of images that the first model gets wrong, with both models measured on it. */
function addHardSet(project: Project): void {
  const { evaluations, runs, testSets } = project.catalog;
  const [first, second] = runs.list({ state: 'done' });
  const test = evaluations.newest([first.id]).find(({ split }) => split === 'test');
  if (!test) throw new Error('The first model was not measured.');
  const wrong = evaluations.predictions(test.id, { wrong: true }).map(({ imageId }) => imageId);
  const origin = { runId: first.id, confidence: 0.5, of: test.images };
  const set = testSets.freeze('Wrong at night, in the rain and far away', origin, wrong);
  addEvaluation(project, first.id, set, 1);
  addEvaluation(project, second.id, set, 3);
}

/** Adds measurements of both models on corrupted test images and on sequences: the stronger the change, the more the teacher loses. */
function addChangedImages(project: Project): void {
  const { robustness, perturbations, runs } = project.catalog;
  const images = drawnOf(labelledIn(project, 'test'), 500);
  const split = 'test';
  for (const [i, { id: runId }] of runs.list({ state: 'done' }).entries()) {
    const key = { runId, split, imageSet: imageSetOf(images) } as const;
    const share = (lost: number) => Math.round(images.length * Math.max(0.1, 0.75 + i * 0.05 - lost));
    const corrupted = robustness.begin({ ...key, version: corruptionsVersion }, images.length);
    robustness.put(corrupted, null, share(0));
    for (const [place, corruption] of corruptionNames.entries())
      for (const severity of severities)
        robustness.put(corrupted, { corruption, severity }, share((severity * (1 + (place % 5))) / 40));
    const changing = perturbations.begin({ ...key, version: perturbationsVersion }, images.length);
    for (const [place, name] of perturbationNames.entries()) {
      const pairs = 30 * images.length;
      const flips = Math.round((pairs * (1 + place)) / (40 + 20 * i));
      perturbations.put(changing, name, { pairs, flips, top5: flips * 3 });
    }
  }
}

/** Adds an evaluation in which every nth image is predicted as the next class. */
function addEvaluation(
  { catalog }: Project,
  runId: number,
  part: 'test' | 'validation' | TestSet,
  nth: number,
): void {
  const classIds = catalog.classes.list().map(({ id }) => id);
  const classes = classIds.length;
  const split = splitOf(part);
  const shown =
    typeof part === 'string'
      ? catalog.images.ids({ split, state: 'ok' })
      : catalog.testSets.images(part).map(({ id }) => id);
  const images = catalog.images.byIds(shown);
  const labels = Int32Array.from(images, ({ classId }) => classIds.indexOf(classId as number));
  const predicted = labels.map((label, i) => (i % nth === 0 ? (label + 1) % classes : label));
  const probabilities = new Float32Array(images.length * classes).fill(0.1 / (classes - 2));
  for (const [i, label] of labels.entries()) {
    probabilities[i * classes + label] = predicted[i] === label ? 0.9 : 0.05;
    probabilities[i * classes + ((label + 1) % classes)] = predicted[i] === label ? 0.05 : 0.9;
  }
  const confusion = ConfusionCounts.of(predicted, labels, classes);
  catalog.evaluations.create({
    runId,
    split,
    setId: setIdOf(part),
    images: images.length,
    settings: { classIds, seen: { trained: 0, validated: 0, leftOut: true }, imageSet: 'all' },
    metrics: {
      values: measureAll(OutputColumns.of(probabilities, classes, labels), confusion),
      cells: confusion.cells,
      perClass: classMetrics(confusion),
      imagesPerSecond: 1000,
    },
    predictions: images.map(({ id: imageId, classId: trueClassId }, i) => ({
      ...{ imageId, trueClassId, classId: classIds[predicted[i]], confidence: 0.9 },
      labelProbability: probabilities[i * classes + labels[i]],
    })),
  });
}
