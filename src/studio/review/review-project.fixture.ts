import { createHash } from 'node:crypto';
import { Random } from '../../core/numbers/random';
import { finishLabelling } from '../labelling/labelling.fixture';
import { createProject, type Project } from '../project/folder/project';
import { tinyRecipe } from '../project/project.fixture';

const fixtureClasses = ['a', 'b', 'c'];
const featureWidth = 4;

/**
 * A project for tests: `images` rows of a pool, without files, in two sources, labelled by a teacher and then by its student, waiting for a
 * review of the second labelling. Everything random depends on `seed`, except `features` `[images, any]`, which the second labelling keeps
 * if given.
 */
export function makeReviewProject(
  folder: string,
  images: number,
  { seed = 1, features }: { seed?: number; features?: Float32Array } = {},
): Project {
  const project = createProject(folder);
  const { catalog } = project;
  catalog.classes.ensure(fixtureClasses);
  for (const [part, from] of [0, Math.floor(images / 3)].entries()) {
    const to = part === 0 ? Math.floor(images / 3) : images;
    const root = `/pool-${part}`;
    const { id } = catalog.sources.add({ kind: 'pool', path: root, root, split: 'unlabelled' });
    const files = Array.from({ length: to - from }, (_, i) => ({
      ...({ path: `${part}/${i}.png`, split: 'unlabelled', classId: null, size: 1, mtimeMs: 1 } as const),
      ...{ format: 'png', width: 28, height: 28, perceptualHash: '0123456789abcdef' },
      contentHash: createHash('sha256')
        .update(`${from + i}`)
        .digest('hex'),
    }));
    catalog.imports.store(id, files, []);
  }
  const recipe = tinyRecipe(['selection.threshold', 0.3], ['iterations', 2]);
  const experimentId = catalog.experiments.create({ name: 'test', recipe, seed: 1, state: 'review' });
  let iterationId: number | null = null;
  for (const kind of ['teacher', 'student'] as const) {
    const runId = catalog.runs.create({ kind, recipe, seed: 5, experimentId, iterationId });
    if (iterationId !== null) catalog.iterations.update(iterationId, { stage: 'done', studentRunId: runId });
    iterationId = catalog.iterations.create(experimentId, 'review', runId).id;
    const kept = kind === 'student' ? features : undefined;
    addLabelling(project, runId, iterationId, new Random(seed, runId), kept);
  }
  return project;
}

function addLabelling(
  project: Project,
  runId: number,
  iterationId: number,
  random: Random,
  features?: Float32Array,
): void {
  const { catalog } = project;
  const classIds = catalog.classes.list().map(({ id }) => id);
  const labelling = catalog.labellingRuns.create({ runId, iterationId, classIds });
  const ids = catalog.images.ids({ split: 'unlabelled' });
  const confidence: number[] = [];
  const oodScore: number[] = [];
  const predictedClass = ids.map(() => {
    confidence.push(Math.fround(0.2 + 0.8 * random.next()));
    oodScore.push(Math.fround(random.normal()));
    return random.int(classIds.length);
  });
  const drawn = Float32Array.from({ length: ids.length * featureWidth }, () => random.normal());
  const said = {
    imageIds: ids,
    predictedClass,
    confidence,
    oodScore,
    oodThreshold: -1,
    features: features ?? drawn,
  };
  finishLabelling(project, labelling.id, said);
}
