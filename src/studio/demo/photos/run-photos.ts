import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { studioError } from '../../../core/errors';
import { writeWhole } from '../../../files/durable/write-whole';
import { createExperiment, type LoopOutcome, runLoop } from '../../method/loop/loop';
import type { StudioContext } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import { createProject, openProject, type Project } from '../../project/folder/project';
import { importTold } from '../import-told';
import { drawPhotos } from './draw-photos';
import { photoFolders } from './photo-folders';
import { photoRecipe } from './photo-recipe';
import { photoSource } from './photo-source';

export interface PhotoDemoOptions {
  /** A tar archive or a folder with a folder for each class. */
  readonly photos: string;
  /** Folder for unpacked files, lists and projects. */
  readonly folder: string;
  readonly seed: number;
  readonly quick: boolean;
  /** How many students are trained, one after the other. */
  readonly students: number;
}

/** True classes of the pool by absolute path; null means of no class. No training sees them. */
export type PhotoTruth = Readonly<Record<string, string | null>>;

/** The contents of `truth.json`. */
interface DrawnTruth {
  /** The folder or archive that the photographs were drawn from. */
  readonly photos: string;
  readonly pool: PhotoTruth;
}

type Place = Pick<PhotoDemoOptions, 'folder' | 'seed'>;

/** Each seed has its own lists, project and report. */
export const seedFolder = ({ folder, seed }: Place): string => join(folder, `seed-${seed}`);

/** Opens the project of a seed, which is made at the first call: a demo that was interrupted continues where it stopped. */
export function openPhotoProject(place: Place): Project {
  const path = join(seedFolder(place), 'project');
  return existsSync(join(path, 'catalog.db'))
    ? openProject(path)
    : createProject(path, { name: `Photographs, seed ${place.seed}` });
}

/**
 * Runs the whole loop on a person's photographs: some of each class are labelled, some are used for measuring, and the rest is the pool,
 * whose true classes are kept separately to say how right the pseudo-labels were. The photographs stay where they are.
 */
export async function runPhotoDemo(
  context: StudioContext,
  options: PhotoDemoOptions,
): Promise<LoopOutcome & { truth: PhotoTruth }> {
  const truth = await importPhotos(context, options);
  // The first experiment is the demo's own.
  const existing = context.project.catalog.experiments.list().at(-1);
  const experiment =
    existing ??
    createExperiment(context, {
      name: 'photos',
      recipe: photoRecipe(options),
      seed: options.seed,
    });
  return { ...(await runLoop(context, experiment.id, { pauseForReview: false, evaluate: true })), truth };
}

/** Draws the photographs of a seed and imports those that are not imported yet. Returns the true classes of the pool. */
export async function importPhotos(
  context: Pick<StudioContext, 'project' | 'tell' | 'signal'>,
  options: PhotoDemoOptions,
): Promise<PhotoTruth> {
  const { list, truth } = await listPhotos(context, options);
  await importTold(context, { path: list, kind: 'jsonl' });
  return truth;
}

/**
 * Draws only once: if the same folder is read again and has a new photograph, images must not move between splits. Throws
 * `demo-photos-other` if other photographs were drawn from before.
 */
export async function listPhotos(
  { tell, signal }: Pick<StudioContext, 'tell' | 'signal'>,
  options: PhotoDemoOptions,
): Promise<{ list: string; truth: PhotoTruth }> {
  const place = seedFolder(options);
  const [list, truthFile] = ['photos.jsonl', 'truth.json'].map((name) => join(place, name));
  const photosAt = resolve(options.photos);
  if (existsSync(list) && existsSync(truthFile)) {
    const drawn = JSON.parse(readFileSync(truthFile, 'utf8')) as DrawnTruth;
    if (drawn.photos !== photosAt)
      throw studioError('demo-photos-other', { folder: place, photos: drawn.photos });
    return { list, truth: drawn.pool };
  }
  tell(stageEvent('pixels', 'photos', { name: basename(options.photos) }));
  const folders = photoFolders(await photoSource(options.photos, options.folder, signal));
  const photos = drawPhotos(folders, options.seed);
  mkdirSync(place, { recursive: true });
  const truth = Object.fromEntries(
    photos.filter(({ split }) => split === 'unlabelled').map(({ file, trueClass }) => [file, trueClass]),
  );
  const drawn: DrawnTruth = { photos: photosAt, pool: truth };
  await writeWhole(truthFile, `${JSON.stringify(drawn)}\n`);
  const lines = photos.map(({ file, split, trueClass }) =>
    JSON.stringify({ path: file, split, ...(split === 'unlabelled' ? {} : { label: trueClass }) }),
  );
  await writeWhole(list, `${lines.join('\n')}\n`);
  return { list, truth };
}
