import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import type { Catalog, ReadFile } from '../src/catalog';
import { Random } from '../src/core/numbers/random';
import { oodScoreNames } from '../src/core/ood';
import { type HeldOutPlan, LabellingWriter } from '../src/runner/labelling/labelling-file';
import { SoftColumns } from '../src/runner/labelling/soft-labels';
import { writeDemoData } from '../src/studio/demo';
import { demoRecipe } from '../src/studio/demo/recipe';
import { importSource } from '../src/studio/import';
import { makeSketch } from '../src/studio/labelling/features/feature-sketch';
import { createProject, type Project } from '../src/studio/project/folder/project';

/** Width of the features of the model that ships as "small". */
const featureWidth = 256;
const seed = 11;
const piece = 20_000;

/** The project is made again when this number changes. */
const format = 4;

/**
 * Makes a project whose pool has `images` images, each with its own row with path, hash and facts, labelled by a teacher and then by its
 * student. The files are a thousand real ones, reached through many links. The project is made once in a folder, and waits for a review of
 * the second labelling. Returns the project's folder.
 */
export async function gridProject(
  folder: string,
  images: number,
  note: (text: string) => void,
): Promise<string> {
  const stamp = join(folder, 'stamp.json');
  const wanted = JSON.stringify({ format, images });
  const path = join(folder, 'project');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return path;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counts = { labelledPerClass: 50, testPerClass: 5, pool: 900, digits: 100 };
  const data = await writeDemoData(join(folder, 'data'), { seed, counts });
  const project = createProject(path, { name: `Grid of ${images.toLocaleString('en')}` });
  try {
    await importSource(project, { path: data.labelled, split: 'labelled-train' });
    note('Import rows');
    addPool(project.catalog, join(folder, 'pool'), data.pool, images);
    addLabellings(project, note);
    for (const labelling of project.catalog.labellingRuns.list())
      await makeSketch(project, { labelling, rows: images });
  } finally {
    project.close();
  }
  writeFileSync(stamp, wanted);
  return path;
}

/** Adds many folders that are all links to the same folder of a thousand files. */
function addPool(catalog: Catalog, root: string, pool: string, images: number): void {
  const names = readdirSync(pool).sort();
  const facts = names.map((name) => ({ name, size: readFileSync(join(pool, name)).length }));
  mkdirSync(root, { recursive: true });
  const { id: sourceId } = catalog.sources.add({ kind: 'pool', path: root, root, split: 'unlabelled' });
  const importId = catalog.sources.startImport(sourceId);
  for (let from = 0; from < images; from += piece) {
    const files: ReadFile[] = [];
    for (let i = from; i < Math.min(images, from + piece); i++) {
      const part = `part-${String(Math.floor(i / names.length)).padStart(5, '0')}`;
      if (i % names.length === 0) symlinkSync(pool, join(root, part));
      const { name, size } = facts[i % names.length];
      files.push({
        path: join(part, name),
        ...{ split: 'unlabelled', classId: null, size, mtimeMs: 1, format: 'png', width: 28, height: 28 },
        contentHash: createHash('sha256').update(`${seed}/${i}`).digest('hex'),
        perceptualHash: '0123456789abcdef',
      });
    }
    catalog.imports.store(sourceId, files, []);
  }
  catalog.sources.finishImport(importId, 'done', { files: images });
}

/** Adds the labellings of teacher and student; the experiment is paused for a review of the student's labelling. */
function addLabellings(project: Project, note: (text: string) => void): void {
  const { experiments, iterations, runs } = project.catalog;
  const recipe = demoRecipe(true);
  const experimentId = experiments.create({ name: 'grid', recipe, seed, state: 'review' });
  let iterationId: number | null = null;
  for (const number of [1, 2]) {
    const kind = number === 1 ? 'teacher' : 'student';
    const runId = runs.create({ kind, recipe, seed, experimentId, iterationId });
    runs.setState(runId, 'running');
    runs.setState(runId, 'done');
    if (iterationId !== null) iterations.update(iterationId, { studentRunId: runId, stage: 'done' });
    iterationId = iterations.create(experimentId, 'review', runId).id;
    note(`Labelling ${number}`);
    addLabelling(project, runId, iterationId, number);
  }
}

function addLabelling(project: Project, runId: number, iterationId: number, number: number): void {
  const { catalog, folder, runsFolder } = project;
  const classIds = catalog.classes.list().map(({ id }) => id);
  const labelling = catalog.labellingRuns.create({ runId, iterationId, classIds });
  const imageIds = catalog.images.ids({ split: 'unlabelled', state: 'ok' });
  const images = imageIds.length;
  const classes = classIds.length;
  const place = join(runsFolder, String(runId));
  mkdirSync(place, { recursive: true });
  const file = join(place, `labelling-${labelling.id}.safetensors`);
  const said = say(images, classes, number);
  const oodThreshold = -400;
  const ids = Int32Array.from(imageIds);
  const sources = catalog.images.sourcesOf(ids);
  const featuresOf = features(said, classes);
  const writer = new LabellingWriter(file, {
    rows: images,
    classIds,
    features: featureWidth,
    scores: oodScoreNames,
    limits: { mahalanobis: oodThreshold },
    labelled: null,
    heldOut: heldOut(catalog, classIds, number),
  });
  for (let from = 0; from < images; from += piece) {
    const to = Math.min(images, from + piece);
    const part = <T extends { subarray(from: number, to: number): T }>(all: T) => all.subarray(from, to);
    const confidence = part(said.confidence);
    writer.append({
      ids: part(ids),
      sources: part(sources),
      predictedClass: part(said.best),
      confidence,
      margin: confidence.map((value, i) => value - said.second[from + i]),
      probabilities: softLabels(said, classes, from, to),
      features: featuresOf(from, to),
      scores: Object.fromEntries(oodScoreNames.map((name) => [name, part(said.oodScore)])),
    });
  }
  catalog.labellingRuns.finish(labelling.id, {
    ...{ images, file: relative(folder, file), hash: writer.commit() },
    ...{ oodScore: 'mahalanobis', oodThreshold },
  });
}

/** The outputs for the labelled images, each by a model that was not trained on it; they are right as often as their confidence says. */
function heldOut(catalog: Catalog, classIds: readonly number[], number: number): HeldOutPlan {
  const ids = Int32Array.from(catalog.images.ids({ split: 'labelled-train', state: 'ok' }));
  const classes = classIds.length;
  const said = say(ids.length, classes, number);
  const labels = catalog.images.classesOf(ids);
  const random = new Random(seed, 7, number);
  said.best.forEach((_, i) => {
    const right = random.next() < said.confidence[i];
    said.best[i] = right ? classIds.indexOf(labels[i]) : random.int(classes);
  });
  const soft = new SoftColumns(ids.length, classes);
  soft.set(0, softLabels(said, classes, 0, ids.length));
  const scores = Object.fromEntries(oodScoreNames.map((name) => [name, said.oodScore]));
  return { ids, soft, scores, by: { folds: 10 } };
}

/**
 * Draws outputs of a model: confidences are mostly high, a few classes are more frequent, about a tenth of the images are far from every
 * class, and a twentieth change in the next labelling.
 */
function say(images: number, classes: number, number: number) {
  const best = new Uint16Array(images);
  const [confidence, second, oodScore] = [0, 1, 2].map(() => new Float32Array(images));
  for (let i = 0; i < images; i++) {
    const random = new Random(seed, i);
    const truth = Math.floor(classes * random.next() ** 1.5);
    const own = new Random(seed, i, number);
    best[i] = own.next() < 0.05 ? own.int(classes) : truth;
    confidence[i] = 1 / classes + (1 - 1 / classes) * own.next() ** 0.4;
    second[i] = Math.min(confidence[i], (1 - confidence[i]) * 0.6);
    oodScore[i] = (random.next() < 0.1 ? -700 : -150) + 80 * own.normal();
  }
  return { best, confidence, second, oodScore };
}

type Said = ReturnType<typeof say>;

function softLabels({ best, confidence, second }: Said, classes: number, from: number, to: number) {
  const values = new Float32Array((to - from) * classes);
  for (let i = from; i < to; i++) {
    const at = (i - from) * classes;
    values.fill((1 - confidence[i] - second[i]) / (classes - 2), at, at + classes);
    values[at + ((best[i] + 1) % classes)] = second[i];
    values[at + best[i]] = confidence[i];
  }
  return values;
}

/** Draws features as one cloud for each class; returns a function of the row, which must be called for one row after another. */
function features({ best }: Said, classes: number) {
  const random = new Random(seed, 5);
  const centres = Float32Array.from({ length: classes * featureWidth }, () => random.next());
  const noise = Float32Array.from({ length: 1 << 16 }, () => 0.2 * random.normal());
  return (from: number, to: number) => {
    const values = new Float32Array((to - from) * featureWidth);
    for (let i = from; i < to; i++) {
      const start = random.int(1 << 16);
      for (let f = 0; f < featureWidth; f++) {
        const value = centres[best[i] * featureWidth + f] + noise[(start + f * 31) & 0xffff];
        values[(i - from) * featureWidth + f] = Math.max(0, value);
      }
    }
    return values;
  };
}
