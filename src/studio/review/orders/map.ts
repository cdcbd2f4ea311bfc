import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddingMap } from '../../../contract';
import { project as along } from '../../../core/numbers/principal-components';
import { scaleToPlane } from '../../../core/review';
import { writeWhole } from '../../../files/durable/write-whole';
import type { Float16Rows } from '../../../files/safetensors/float16-rows';
import { componentsOf, evenRuns } from '../../labelling/features/feature-sample';
import { withFeatures } from '../../labelling/features/features';
import type { Project } from '../../project/folder/project';
import { runFolder } from '../../project/images/image-sets';
import type { ReviewTable } from '../table/table';
import { noFeatures } from './similar';

/** The most points that are drawn; more would only be a blur. */
const mostRows = 200_000;

const making = new WeakMap<ReviewTable, Promise<EmbeddingMap>>();

/** The positions of a labelling's images on a plane; computed once and kept in a file beside the labelling. Throws `no-features`. */
export function embeddingMap(project: Project, table: ReviewTable): Promise<EmbeddingMap> {
  const known = making.get(table);
  if (known) return known;
  const map = load(project, table);
  making.set(table, map);
  map.catch(() => making.delete(table));
  return map;
}

async function load(project: Project, table: ReviewTable): Promise<EmbeddingMap> {
  const { id, runId } = table.labelling;
  const file = join(runFolder(project, runId), `labelling-${id}.map`);
  const kept = await readMap(file, table.rows);
  if (kept) return kept;
  const map = await withFeatures(project, table, makeMap);
  if (!map) throw noFeatures();
  await writeMap(file, map).catch(() => {});
  return map;
}

async function makeMap(file: Float16Rows): Promise<EmbeddingMap> {
  const runs = evenRuns(file.rows, mostRows);
  const components = await componentsOf(file, 2);
  const count = runs.reduce((sum, [first, end]) => sum + end - first, 0);
  const rows = new Int32Array(count);
  const [x, y] = [new Float32Array(count), new Float32Array(count)];
  let at = 0;
  for (const [first, end] of runs) {
    const [horizontal, vertical = new Float32Array(end - first)] = along(
      await file.read(first, end - first),
      components,
    );
    for (let row = first; row < end; row++) rows[at + row - first] = row;
    x.set(horizontal, at);
    y.set(vertical, at);
    at += end - first;
  }
  scaleToPlane(x);
  scaleToPlane(y);
  return { rows, x, y };
}

/**
 * The mark at the beginning of a map's file: maps of an earlier version have another and are made anew. It is followed by rows, x and y one
 * after another, four bytes a number.
 */
const mark = Buffer.from('map3');

async function readMap(file: string, rows: number): Promise<EmbeddingMap | null> {
  const whole = await readFile(file).catch(() => null);
  if (!whole?.subarray(0, mark.length).equals(mark)) return null;
  const bytes = whole.subarray(mark.length);
  if (bytes.length === 0 || bytes.length % 12 !== 0 || bytes.length / 12 > rows) return null;
  const { buffer } = new Uint8Array(bytes);
  const count = bytes.length / 12;
  return {
    rows: new Int32Array(buffer, 0, count),
    x: new Float32Array(buffer, count * 4, count),
    y: new Float32Array(buffer, count * 8, count),
  };
}

async function writeMap(file: string, { rows, x, y }: EmbeddingMap): Promise<void> {
  const parts = [rows, x, y].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  await writeWhole(file, Buffer.concat([mark, ...parts]));
}
