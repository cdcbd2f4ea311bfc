import { dirname, join, relative, resolve } from 'node:path';
import type { ImageInput, Run } from '../../../catalog';
import { SafetensorsReader } from '../../../files/safetensors/safetensors-reader';
import type { Project } from '../folder/project';
import { runFolder } from './image-sets';

/** What a model knows of an image before it is measured on it. */
export const seenAs = { new: 0, trained: 1, validated: 2 } as const;

const piece = 32 * 65_536;

/**
 * For each image, whether a run was trained on it or on a near copy of it (`trained`), labelled or not, or had it or a near copy among the
 * validation images that its weights were chosen by (`validated`); this includes every run that it learnt from: its teacher, that one's
 * teacher, and the run whose weights it began with. Runs identify their images by content, whatever became of splits and labels since. Null
 * if a run of the chain no longer has its inputs, so that nobody knows.
 */
export function seenImages(project: Project, run: Run, images: readonly ImageInput[]): Uint8Array | null {
  const sightings = new Sightings(project, images);
  for (const id of chainOf(project, run)) if (!markInputs(project, id, sightings)) return null;
  return sightings.result();
}

/** What was seen of some images, by the contents of files: their own, and those that show the same picture. */
class Sightings {
  /** What was seen of each image, and behind them of each group of near duplicates. */
  readonly #seen: Uint8Array;
  /** The places in `#seen` that a content concerns. */
  readonly #places = new Map<string, number[]>();
  /** The place of the group of each image that is in one. */
  readonly #groups = new Map<number, number>();

  constructor(
    { catalog }: Project,
    private readonly images: readonly ImageInput[],
  ) {
    const kin = catalog.nearCopies.kin(images.map(({ contentHash }) => contentHash));
    for (const [at, { contentHash }] of images.entries()) this.#concerns(contentHash, at);
    const own = new Map(this.#places);
    for (const { hash, twin } of kin.pairs) for (const at of own.get(hash) ?? []) this.#concerns(twin, at);
    const numbers = new Map<number, number>();
    for (const { hash, place } of kin.groups) {
      const group = numbers.get(place) ?? images.length + numbers.size;
      numbers.set(place, group);
      for (const at of own.get(hash) ?? []) this.#groups.set(at, group);
      this.#concerns(hash, group);
    }
    this.#seen = new Uint8Array(images.length + numbers.size);
  }

  #concerns(hash: string, place: number): void {
    // Most contents concern one place. `own` above shares these arrays, so none is changed.
    this.#places.set(hash, [...(this.#places.get(hash) ?? []), place]);
  }

  /** Notes that a model saw the content with this hash (hex). */
  mark(hash: string, as: number): void {
    for (const place of this.#places.get(hash) ?? []) this.#raise(place, as);
  }

  #raise(place: number, as: number): void {
    if (as !== seenAs.new && this.#seen[place] !== seenAs.trained) this.#seen[place] = as;
  }

  result(): Uint8Array {
    for (const [at, group] of this.#groups) this.#raise(at, this.#seen[group]);
    return this.#seen.slice(0, this.images.length);
  }
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
function markInputs(project: Project, id: number, sightings: Sightings): boolean {
  const marked = opened(project, id, (file) => {
    const mark = (tensor: string, as: number) => {
      for (const bytes of file.pieces(`${tensor}.hashes`, piece))
        for (let at = 0; at < bytes.length; at += 32) sightings.mark(bytes.toString('hex', at, at + 32), as);
    };
    mark('labelled', seenAs.trained);
    mark('pseudo', seenAs.trained);
    // A method that labels the pool in every step, such as FixMatch, learns from it as from labelled images.
    mark('unlabelled', seenAs.trained);
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
