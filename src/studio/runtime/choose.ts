import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { studioError } from '../../core/errors';
import { cudaWheels, isDriverOld, leastDriver } from '../../core/runtime/pins';
import type { DeviceFacts } from '../../core/stored/runs';
import { noteSentence } from '../../core/words/notes';
import { writeWhole } from '../../files/durable/write-whole';
import {
  askDriverLater,
  type Build,
  chosenBuild,
  cudaFolder,
  damageOf,
  gpuFacts,
  type OwnBuild,
  ownBuild,
  type RuntimePlaces,
  runtimePlaces,
} from '../../runner/job/runtimes';
import { Engine } from '../project/engine/engine';
import { type InstallOptions, installCuda } from './install';

/** What is needed for computing on a GPU, and what of it is there. */
export interface RuntimeState {
  /** The GPU that the driver names, and the driver's version; null if no driver answers. */
  readonly gpu: { readonly name: string; readonly driver: string; readonly isDriverOld: boolean } | null;
  /** The TensorFlow that came with the program; null if it is one from the package's own installer. */
  readonly own: Build | null;
  readonly chosen: Build;
  /** Whether the build for CUDA is complete in the cache, and its folder there, which may not exist yet. */
  readonly isFetched: boolean;
  readonly folder: string;
  /** Whether there is a build for CUDA for this platform. */
  readonly isPublished: boolean;
}

export async function runtimeState(
  places: RuntimePlaces = runtimePlaces(),
  own = ownBuild(),
): Promise<RuntimeState> {
  const line = await askDriverLater();
  const folder = cudaFolder(places);
  return {
    gpu: line === null ? null : gpuOf(line),
    own: own.build,
    chosen: chosenBuild(places),
    isFetched: damageOf(folder) === null,
    folder,
    isPublished: cudaWheels(`${process.platform}-${process.arch}`).length > 0,
  };
}

function gpuOf(line: string): NonNullable<RuntimeState['gpu']> {
  const { name, driver } = gpuFacts(line);
  return { name, driver, isDriverOld: isDriverOld(driver) };
}

export interface ChooseOptions extends InstallOptions {
  /** Whether it is fetched even if no driver answers, or only an old one. */
  readonly anyway?: boolean;
}

/**
 * Fetches TensorFlow for CUDA if it is missing, tries it in a separate engine, and only then stores it as the one that all engines of this
 * user load. Returns the device that the engine found. Throws `runtime-own`, `runtime-no-driver`, `runtime-driver-old`, `runtime-fails` and
 * what `installCuda` throws.
 */
export async function chooseCuda(
  options: ChooseOptions = {},
  places: RuntimePlaces = runtimePlaces(),
  own: OwnBuild = ownBuild(),
): Promise<DeviceFacts> {
  if (own.build === null) throw studioError('runtime-own', {});
  if (!options.anyway) await requireDriver();
  if (own.build === 'cpu') await installCuda(places, options);
  const device = await tryOut('cuda');
  const { note } = device;
  if (note && ['runtime-gone', 'runtime-damaged', 'runtime-not-loaded'].includes(note.code))
    throw studioError('runtime-fails', { reason: noteSentence(note, 'cli') ?? note.code });
  await choose('cuda', places);
  return device;
}

/** Goes back to the TensorFlow that came with the program; the downloaded build stays. Throws `runtime-clone`. */
export async function chooseCpu(
  places: RuntimePlaces = runtimePlaces(),
  own: OwnBuild = ownBuild(),
): Promise<DeviceFacts> {
  if (own.build === 'cuda') throw studioError('runtime-clone', {});
  await choose('cpu', places);
  return tryOut('cpu');
}

async function requireDriver(): Promise<void> {
  const line = await askDriverLater();
  if (line === null) throw studioError('runtime-no-driver', { least: leastDriver });
  const { name, driver, isDriverOld: isOld } = gpuOf(line);
  if (isOld) throw studioError('runtime-driver-old', { driver, gpu: name, least: leastDriver });
}

async function choose(runtime: Build, { choice }: RuntimePlaces): Promise<void> {
  mkdirSync(dirname(choice), { recursive: true });
  await writeWhole(choice, JSON.stringify({ runtime }));
}

/** The device of an engine that loads this build, whichever was chosen. */
export async function tryOut(runtime: Build): Promise<DeviceFacts> {
  const engine = new Engine({ NOISY_STUDIO_RUNTIME: runtime });
  try {
    return await engine.start();
  } finally {
    await engine.close();
  }
}
