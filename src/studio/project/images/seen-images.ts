import { dirname, join, relative, resolve } from 'node:path';
import type { ImageInput, Run } from '../../../catalog';
import { SafetensorsReader } from '../../../files/safetensors/safetensors-reader';
import type { Project } from '../folder/project';
import { runFolder } from './image-sets';

/** What a model knows of an image before it is measured on it. */
export const seenAs = { new: 0, trained: 1, validated: 2 } as const;

const piece = 32 * 65_536;

/**
 * For each image, whether a run was trained on it (`trained`) or had it among the validation images that its weights were chosen by
 * (`validated`); this includes every run that it learnt from: its teacher, that one's teacher, and the run whose weights it began with.
 * Runs identify their images by content, whatever became of splits and labels since. Null if a run of the chain no longer has its inputs,
 * so that nobody knows.
 */
export function seenImages(project: Project, run: Run, images: readonly ImageInput[]): Uint8Array | null {
  const places = new Map(images.map(({ contentHash }, at) => [contentHash, at]));
  const seen = new Uint8Array(images.length);
  for (const id of chainOf(project, run)) if (!markInputs(project, id, places, seen)) return null;
  return seen;
}

/** The run and all runs that it learnt from, each once. */
function chainOf(project: Project, run: Run): Set<number> {
  const chain = new Set<number>();
  const open = [run.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (chain.has(id)) continue;
    chain.add(id);
    open.push(...sourcesOf(project, id));
  }
  return chain;
}

function sourcesOf(project: Project, id: number): number[] {
  const { runs, iterations } = project.catalog;
  const { iterationId } = runs.get(id);
  const teacher = iterationId === null ? null : iterations.get(iterationId).teacherRunId;
  return [teacher, beganWith(project, id)].filter((source) => source !== null && source !== undefined);
}

/** The run whose weights this one began with. */
function beganWith(project: Project, id: number): number | null {
  const metadata = opened(project, id, ({ metadata }) => metadata);
  const file = metadata && (JSON.parse(metadata.spec) as { initialWeights: string | null }).initialWeights;
  if (!file) return null;
  const folder = dirname(resolve(runFolder(project, id), file));
  const [name] = relative(project.runsFolder, folder).split(/[\\/]/);
  const from = Number(name);
  return Number.isInteger(from) && from > 0 && from !== id ? from : null;
}

/** Marks what a run learnt from; returns false if that is no longer known. */
function markInputs(
  project: Project,
  id: number,
  places: ReadonlyMap<string, number>,
  seen: Uint8Array,
): boolean {
  const marked = opened(project, id, (file) => {
    const mark = (tensor: string, as: number) => {
      for (const bytes of file.pieces(`${tensor}.hashes`, piece))
        for (let at = 0; at < bytes.length; at += 32) {
          const place = places.get(bytes.toString('hex', at, at + 32));
          if (place !== undefined && seen[place] !== seenAs.trained) seen[place] = as;
        }
    };
    mark('labelled', seenAs.trained);
    mark('pseudo', seenAs.trained);
    mark('validation', seenAs.validated);
    return true;
  });
  return marked ?? false;
}

function opened<T>(project: Project, id: number, read: (file: SafetensorsReader) => T): T | null {
  let file: SafetensorsReader;
  try {
    file = SafetensorsReader.open(join(runFolder(project, id), 'inputs.safetensors'));
  } catch {
    return null;
  }
  try {
    return read(file);
  } finally {
    file.close();
  }
}
