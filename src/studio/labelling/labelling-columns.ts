import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LabellingRun } from '../../catalog';
import type { Project } from '../project/project';
import { type LabellingColumns, readColumns, writeColumns } from './columns-file';

export type { LabellingColumns };

/** Read at a time: some 50 ms of work. */
const piece = 20_000;

/**
 * What a labelling said. A million rows come from a flat file beside the labelling in milliseconds; where that is missing it is made
 * from the catalog, in pieces between which other work goes on.
 */
export async function labellingColumns(project: Project, labelling: LabellingRun): Promise<LabellingColumns> {
  const kept = await readColumns(project, labelling);
  if (kept) return kept;
  const columns = await columnsOfCatalog(project, labelling);
  // A full or read-only disk costs time at the next opening, nothing else.
  await writeColumns(project, labelling, columns).catch(() => {});
  return columns;
}

async function columnsOfCatalog(
  { catalog }: Project,
  { id, images }: LabellingRun,
): Promise<LabellingColumns> {
  const part = {
    imageIds: new Int32Array(images),
    classIds: new Int32Array(images),
    confidence: new Float32Array(images),
    margin: new Float32Array(images),
    oodScore: new Float32Array(images),
    sourceIds: new Int32Array(images),
  };
  for (let last: number | null = 0; last !== null; await nextTurn())
    last = catalog.pseudoLabels.readPart(id, last, piece, part);
  const { sourceIds: each, ...columns } = part;
  const sourceIds = [...new Set(each)].sort((a, b) => a - b);
  const positions = new Map(sourceIds.map((sourceId, position) => [sourceId, position]));
  return { ...columns, sourceIds, sources: Uint16Array.from(each, (sourceId) => positions.get(sourceId)!) };
}
