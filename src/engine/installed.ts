import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf } from '../core/errors';
import { cudaWheels, tensorflowVersion } from '../core/runtime/pins';
import { type Note, note } from '../core/words/notes';
import { besideOf, removeLeftBeside } from '../files/durable/durable';

/** Which build of TensorFlow computes. */
export type Build = 'cpu' | 'cuda';

/** Where the TensorFlow that a person chose is stored, and the choice itself. */
export interface RuntimePlaces {
  /** The file that says which build was chosen; it is outside of the cache, so that the choice survives the cache's deletion. */
  readonly choice: string;
  /** The folder of fetched builds, with one folder for each; it may be deleted at any time. */
  readonly builds: string;
  /** The folder of downloaded wheels, by the first digits of their hash; the set-up uses it too. */
  readonly downloads: string;
}

/** The places of this user (XDG base directories). */
export function runtimePlaces(env: NodeJS.ProcessEnv = process.env): RuntimePlaces {
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'noisy-studio');
  const data = join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'noisy-studio');
  return {
    choice: join(data, 'runtime.json'),
    builds: join(cache, 'runtimes'),
    downloads: join(cache, 'downloads'),
  };
}

/** The TensorFlow that came with the program: the build that the set-up recorded, or null if the package's own installer installed it. */
export interface OwnBuild {
  readonly build: Build | null;
  readonly addon: string;
}

export function ownBuild(): OwnBuild {
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json'));
  const addon = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
  const { runtime } = jsonIn(join(folder, 'deps', 'noisy-studio.json')) as { runtime?: string };
  return { addon, build: runtime === 'cuda' || runtime === 'cpu' ? runtime : null };
}

/** The folder of this version's build for CUDA; another version, or other wheels, have another folder. */
export function cudaFolder({ builds }: RuntimePlaces): string {
  const hashes = cudaWheels(`${process.platform}-${process.arch}`).map(({ sha256 }) => sha256);
  return join(builds, `tensorflow-${tensorflowVersion}-cuda-${digest(hashes.join('\n'))}`);
}

/** The file with the sizes of a fetched build's files; it is written last, so that an interrupted build has none. */
export const contentsFile = 'contents.json';

/** The first file of a build that is missing or has another size than it was installed with; null if the build is whole. */
export function damageOf(folder: string): string | null {
  const contents = Object.entries(jsonIn(join(folder, contentsFile)));
  if (contents.length === 0) return contentsFile;
  return contents.find(([file, size]) => sizeOf(join(folder, file)) !== size)?.[0] ?? null;
}

export function chosenBuild({ choice }: RuntimePlaces): Build {
  return (jsonIn(choice) as { runtime?: string }).runtime === 'cuda' ? 'cuda' : 'cpu';
}

/** The build that a process of the engine loads. */
export interface Picked {
  readonly build: Build | null;
  /** The addon to load; null for the program's own. */
  readonly addon: string | null;
  /** The reason why the build that was chosen is not used. */
  readonly note?: Note;
}

/**
 * The build that this process loads: the one that was chosen (or that `NOISY_STUDIO_RUNTIME` names), if it is present and whole; otherwise
 * the program's own, with a note that says why. A program that came with CUDA keeps it.
 */
export function pickBuild(
  env: NodeJS.ProcessEnv = process.env,
  own: OwnBuild = ownBuild(),
  places: RuntimePlaces = runtimePlaces(env),
): Picked {
  const asked = env.NOISY_STUDIO_RUNTIME || chosenBuild(places);
  const mine = { build: own.build, addon: null };
  if (asked !== 'cuda' || own.build !== 'cpu') return mine;
  const folder = cudaFolder(places);
  if (!existsSync(folder))
    return { ...mine, note: note('runtime-gone', { version: tensorflowVersion, folder }) };
  const file = damageOf(folder);
  if (file !== null) return { ...mine, note: note('runtime-damaged', { file: join(folder, file) }) };
  try {
    return { build: 'cuda', addon: addonIn(folder, own.addon) };
  } catch (error) {
    return { ...mine, note: notLoaded(error) };
  }
}

/** The note that the chosen build cannot be loaded here. */
export const notLoaded = (error: unknown): Note =>
  note('runtime-not-loaded', { reason: messageOf(error).split('\n')[0] });

/**
 * A copy of the program's addon in the folder of a build, where it finds the build's libraries: it looks for them in `../../deps/lib`. A
 * program of another version, whose addon differs, has another copy beside it.
 */
function addonIn(folder: string, own: string): string {
  const copy = join(folder, `addon-${digest(readFileSync(own))}`, 'napi-v8', 'tfjs_binding.node');
  if (sizeOf(copy) === sizeOf(own)) return copy;
  mkdirSync(dirname(copy), { recursive: true });
  removeLeftBeside(copy);
  const beside = besideOf(copy);
  try {
    copyFileSync(own, beside);
    renameSync(beside, copy);
  } finally {
    rmSync(beside, { force: true });
  }
  return copy;
}

const digest = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}

/** The JSON object in a file; an empty one if there is no such file or it holds something else. */
function jsonIn(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
