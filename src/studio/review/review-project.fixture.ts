import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewPseudoLabel } from '../../catalog';
import { encodeFloat16 } from '../../core/numbers/float16';
import { Random } from '../../core/numbers/random';
import type { LabellingMetrics } from '../labelling/labelling-scores';
import { createProject, type Project } from '../project/project';
import { tinyRecipe } from '../project/project.fixture';

const fixtureClasses = ['a', 'b', 'c'];
const featureWidth = 4;

/**
 * A project for tests: `images` rows of a pool, without files, in two sources, labelled by a teacher and then by its student, waiting
 * for a review of the second labelling. All draws depend on `seed`.
 */
export function makeReviewProject(folder: string, images: number, seed = 1): Project {
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
    addLabelling(project, runId, iterationId, new Random(seed, runId));
  }
  return project;
}

function addLabelling(
  { catalog, folder }: Project,
  runId: number,
  iterationId: number,
  random: Random,
): void {
  const classIds = catalog.classes.list().map(({ id }) => id);
  const labelling = catalog.labellingRuns.create({ runId, iterationId, classIds });
  const ids = catalog.images.ids({ split: 'unlabelled' });
  const rows = ids.map((imageId, row): NewPseudoLabel => {
    const confidence = Math.fround(0.2 + 0.8 * random.next());
    const oodScore = Math.fround(random.normal());
    const facts = { imageId, row, classId: classIds[random.int(classIds.length)], confidence, oodScore };
    return { ...facts, margin: confidence / 2, energy: null, ood: oodScore < -1 };
  });
  const place = `runs/${runId}`;
  mkdirSync(join(folder, place), { recursive: true });
  const write = (name: string, values: number[]) => {
    writeFileSync(join(folder, place, name), encodeFloat16(Float32Array.from(values)));
    return `${place}/${name}`;
  };
  const softLabels = rows.flatMap(({ classId, confidence }) =>
    classIds.map((id) => (id === classId ? confidence : (1 - confidence) / 2)),
  );
  const features = rows.flatMap(() => Array.from({ length: featureWidth }, () => random.normal()));
  catalog.labellingRuns.finish(labelling.id, {
    ...{ rows, images: rows.length, oodScore: 'mahalanobis', oodThreshold: -1 },
    softLabels: write('soft.f16', softLabels),
    metrics: {
      limits: { mahalanobis: -1, energy: 0 },
      features: write('features.f16', features),
      scores: `${place}/none.f32`,
    } satisfies LabellingMetrics,
  });
}
