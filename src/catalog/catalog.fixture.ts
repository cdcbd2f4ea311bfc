import { createHash } from 'node:crypto';
import { Connection } from './database/connection';
import { migrate } from './database/migrate';
import { type Catalog, openCatalog, type ReadFile, type Split } from './index';
import { migrations } from './migrations';

/** A catalog in memory, which exists until it is closed. */
export const memoryCatalog = (): Catalog => openCatalog(':memory:');

/** 64 hex digits that stand for a picture's hash. */
export const hashOf = (picture: number | string): string =>
  createHash('sha256').update(String(picture)).digest('hex');

/** A readable file with the picture of that number. */
export function readFile(path: string, picture: number | string, more: Partial<ReadFile> = {}): ReadFile {
  const facts = { size: 1000, mtimeMs: 1, format: 'png', width: 28, height: 28 };
  const hashes = { contentHash: hashOf(picture), perceptualHash: '0123456789abcdef' };
  return { path, split: 'labelled-train', classId: null, ...facts, ...hashes, ...more };
}

/** `testSet` names the set that its images of the split `extra-test` belong to. */
export function addSource(catalog: Catalog, path = '/pictures', testSet?: string): number {
  const setId = testSet === undefined ? null : catalog.testSets.ensureImported(testSet).id;
  return catalog.sources.add({ kind: 'folder-per-class', path, root: path, split: null, setId }).id;
}

/** A source with `count` different pictures and classes `a`, `b`, `c`; image ids in order. */
export function filledCatalog(count: number, split: Split = 'unlabelled') {
  const catalog = memoryCatalog();
  const classIds = [...catalog.classes.ensure(['a', 'b', 'c']).values()];
  const sourceId = addSource(catalog);
  const files = Array.from({ length: count }, (_, i) => readFile(`${i}.png`, i, { split }));
  catalog.imports.store(sourceId, files, []);
  return { catalog, classIds, sourceId, imageIds: catalog.images.ids() };
}

/** A teacher run that labelled the pool, for tests that need pseudo-labels. */
export function addLabelling(
  catalog: Catalog,
  classIds: readonly number[],
  iterationId: number | null = null,
) {
  const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1, iterationId });
  return { runId, labelling: catalog.labellingRuns.create({ runId, iterationId, classIds }) };
}

/** Makes a catalog of the version before the latest one, with one image. */
export function makeOlder(file: string): void {
  const connection = new Connection(file);
  migrate(connection, migrations.slice(0, -1));
  connection.script(`
    INSERT INTO sources (id, kind, path, root, added_at) VALUES (1, 'pool', '/pool', '/pool', 1);
    INSERT INTO images (source_id, path, given_split, split, state) VALUES (1, 'a.png', 'unlabelled', 'unlabelled', 'ok');`);
  connection.close();
}

/** The facts that the catalog records when a labelling ends. */
export const finished = {
  images: 1,
  file: 'runs/1/labelling-1.safetensors',
  hash: 'abc',
  oodScore: null,
  oodThreshold: null,
} as const;
