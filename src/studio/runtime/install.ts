import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf, studioError } from '../../core/errors';
import { cudaBytes, cudaWheels, leastDriver, type PinnedWheel } from '../../core/runtime/pins';
import { bytesText } from '../../core/words/bytes';
import { type Note, note } from '../../core/words/notes';
import { WriteLock } from '../../files/locks/write-lock';
import { ZipFile } from '../../files/torch/zip-file';
import { contentsFile, cudaFolder, damageOf, type RuntimePlaces } from '../../runner/job/runtimes';
import { fetchWheel, foundWheel } from '../wheels/fetch';

export interface InstallOptions {
  /** A folder with wheels that came from elsewhere; it is only read. */
  readonly from?: string;
  readonly signal?: AbortSignal;
  readonly tell?: (note: Note) => void;
  /** Called with the number of bytes of the wheels that are there, and the total. */
  readonly onBytes?: (bytes: number, all: number) => void;
}

/**
 * A file in the unfinished folder that lists the unpacked wheels, one name per line, so that a resumed installation need not repeat them.
 */
const unpackedFile = 'unpacked';

/**
 * Puts TensorFlow for CUDA into the user's cache, where engines find it. Each wheel is fetched, compared with its hash, unpacked and
 * deleted (those in `from` stay), so that an interrupted installation resumes with the wheel that it was at and the disk never holds
 * everything twice. The folder gets its name when it is complete. Throws `runtime-no-build`, `runtime-disk`, `runtime-fetch`,
 * `runtime-busy`.
 */
export async function installCuda(
  places: RuntimePlaces,
  options: InstallOptions = {},
  wheels = cudaWheels(platform),
): Promise<void> {
  const folder = cudaFolder(places);
  if (damageOf(folder) === null) return;
  if (wheels.length === 0) throw studioError('runtime-no-build', { platform });
  mkdirSync(places.builds, { recursive: true });
  const lock = lockOf(places);
  try {
    const part = join(places.builds, `.${basename(folder)}.part`);
    mkdirSync(part, { recursive: true });
    await gather(wheels, part, places, options);
    rmSync(join(part, unpackedFile));
    const sizes = Object.fromEntries(filesBelow(part).map((file) => [file, statSync(join(part, file)).size]));
    writeFileSync(join(part, contentsFile), JSON.stringify(sizes));
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
  } finally {
    lock.release();
  }
}

const platform = `${process.platform}-${process.arch}`;

function lockOf({ builds }: RuntimePlaces): WriteLock {
  try {
    return WriteLock.take(join(builds, '.lock'));
  } catch (error) {
    throw (error as { code?: unknown }).code === 'cache-busy' ? studioError('runtime-busy', {}) : error;
  }
}

async function gather(
  wheels: readonly PinnedWheel[],
  part: string,
  places: RuntimePlaces,
  { from, signal, tell, onBytes }: InstallOptions,
): Promise<void> {
  const all = sum(wheels);
  const done = linesOf(join(part, unpackedFile));
  const left = wheels.filter(({ sha256 }) => !done.includes(sha256));
  requireRoom(places.builds, cudaBytes * (sum(left) / all) + Math.max(0, ...left.map(({ bytes }) => bytes)));
  const [size, disk] = [sum(left), cudaBytes].map(bytesText);
  if (left.length > 0) tell?.(note('runtime-fetching', { size, disk, least: leastDriver }));
  let there = all - sum(left);
  for (const wheel of left) {
    const found = await foundWheel(wheel, from === undefined ? [] : [from], places.downloads, signal);
    const file =
      found ?? (await fetched(wheel, places, { signal, onBytes: (bytes) => onBytes?.(there + bytes, all) }));
    tell?.(note('runtime-unpacking', { name: `${wheel.package} ${wheel.version}` }));
    await unpack(file, part, signal);
    writeFileSync(join(part, unpackedFile), `${wheel.sha256}\n`, { flag: 'a' });
    if (found === null) rmSync(dirname(file), { recursive: true, force: true });
    there += wheel.bytes;
    onBytes?.(there, all);
  }
}

const sum = (wheels: readonly PinnedWheel[]) => wheels.reduce((bytes, wheel) => bytes + wheel.bytes, 0);

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);

function requireRoom(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw studioError('runtime-disk', { folder, needed: bytesText(needed), free: bytesText(free) });
}

async function fetched(
  wheel: PinnedWheel,
  { downloads }: RuntimePlaces,
  options: Pick<InstallOptions, 'signal' | 'onBytes'>,
): Promise<string> {
  try {
    return await fetchWheel(wheel, downloads, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw studioError('runtime-fetch', { file: wheel.file, reason: messageOf(error) }, { cause: error });
  }
}

/**
 * Unpacks what the addon needs from a wheel: TensorFlow's libraries, and NVIDIA's in their own folders, where TensorFlow's look for them
 * (`../nvidia`).
 */
async function unpack(wheel: string, target: string, signal?: AbortSignal): Promise<void> {
  const zip = await ZipFile.open(wheel);
  try {
    for (const name of zip.names) {
      const to = placeOf(name);
      if (to === null) continue;
      mkdirSync(dirname(join(target, to)), { recursive: true });
      await zip.extract(name, join(target, to), signal);
    }
  } finally {
    zip.close();
  }
}

/** Where a file of a wheel is put below the build's folder; null if it is not needed. */
function placeOf(name: string): string | null {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/.exec(name);
  if (library) return join('deps', 'lib', library[1]);
  return name.startsWith('nvidia/') && !name.endsWith('/') && !name.includes('/include/')
    ? join('deps', name)
    : null;
}

function filesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(folder, name)).isFile());
}
