import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LabellingRun } from '../../catalog';
import { writeWhole } from '../../files/write-whole';
import { runFolder } from '../project/image-sets';
import type { Project } from '../project/project';

/** What a labelling said, columns `[rows]`; it never changes. */
export interface LabellingColumns {
  readonly imageIds: Int32Array;
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  /** NaN where there is none. */
  readonly oodScore: Float32Array;
  /** Positions in `sourceIds`. */
  readonly sources: Uint16Array;
  /** The sources that its images come from. */
  readonly sourceIds: readonly number[];
}

/**
 * `labelling-<id>.columns` beside a labelling's other files: its pseudo-labels as flat arrays, derived from the catalog and made anew
 * where it is missing or not of this catalog. A line of JSON filled up to `headerBytes`, then the columns one after another.
 */
const headerBytes = 65_536;
const headerSchema = z.object({
  format: z.literal(1),
  labellingId: z.int(),
  createdAt: z.int(),
  rows: z.int(),
  classes: z.array(z.int()),
  sourceIds: z.array(z.int()),
});

const fileOf = (project: Project, { id, runId }: LabellingRun) =>
  join(runFolder(project, runId), `labelling-${id}.columns`);

/** Null where there is no such file, or one that was made of something else. */
export async function readColumns(
  project: Project,
  labelling: LabellingRun,
): Promise<LabellingColumns | null> {
  const bytes = await readFile(fileOf(project, labelling)).catch(() => null);
  const header = bytes && parseHeader(bytes);
  if (!header || !fits(header, project, labelling)) return null;
  const { rows, sourceIds } = header;
  if (bytes.length !== headerBytes + rows * 22) return null;
  // One buffer of its own, so that its parts are aligned.
  const { buffer } = new Uint8Array(bytes.subarray(headerBytes));
  const at = (column: number) => column * rows * 4;
  return {
    imageIds: new Int32Array(buffer, at(0), rows),
    classIds: new Int32Array(buffer, at(1), rows),
    confidence: new Float32Array(buffer, at(2), rows),
    margin: new Float32Array(buffer, at(3), rows),
    oodScore: new Float32Array(buffer, at(4), rows),
    sources: new Uint16Array(buffer, at(5), rows),
    sourceIds,
  };
}

function parseHeader(bytes: Buffer): z.infer<typeof headerSchema> | null {
  try {
    return headerSchema.parse(JSON.parse(bytes.toString('utf8', 0, headerBytes)));
  } catch {
    return null;
  }
}

/** Numbers of sources or classes that are gone say that the file is of another catalog, or older than a change of it. */
function fits(header: z.infer<typeof headerSchema>, { catalog }: Project, labelling: LabellingRun): boolean {
  const classes = new Set(catalog.classes.list().map(({ id }) => id));
  const sources = new Set(catalog.sources.list().map(({ id }) => id));
  return (
    header.labellingId === labelling.id &&
    header.createdAt === labelling.createdAt &&
    header.rows === labelling.images &&
    header.classes.every((id) => classes.has(id)) &&
    header.sourceIds.every((id) => sources.has(id))
  );
}

/** Writes the file whole or not at all. */
export async function writeColumns(
  project: Project,
  labelling: LabellingRun,
  columns: LabellingColumns,
): Promise<void> {
  const { imageIds, classIds, confidence, margin, oodScore, sources, sourceIds } = columns;
  const header = JSON.stringify({
    format: 1,
    labellingId: labelling.id,
    createdAt: labelling.createdAt,
    rows: imageIds.length,
    classes: [...new Set(classIds)],
    sourceIds: [...sourceIds],
  } satisfies z.infer<typeof headerSchema>);
  // With so many classes or sources that they do not fit, it stays with the catalog.
  if (Buffer.byteLength(header) > headerBytes) return;
  const parts = [imageIds, classIds, confidence, margin, oodScore, sources].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  await writeWhole(
    fileOf(project, labelling),
    Buffer.concat([Buffer.from(header.padEnd(headerBytes)), ...parts]),
  );
}
