import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { extract } from 'tar';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/reason';
import { writeWhole } from '../../../files/write-whole';
import { JobCancelled } from '../../project/engine';

/**
 * The folder of the photographs: `path` itself, or what is unpacked of it below `place`, once. The archive stays as it is. Throws
 * `no-such-path`, `demo-photos-archive`.
 */
export async function photoSource(path: string, place: string, signal?: AbortSignal): Promise<string> {
  const source = resolve(path);
  if (!existsSync(source)) throw studioError('no-such-path', { path: source });
  if (statSync(source).isDirectory()) return source;
  const folder = join(place, 'source');
  const stamp = stampOf(source);
  const stampFile = join(place, 'source.json');
  if (existsSync(folder) && readStamp(stampFile) === stamp) return folder;
  if (existsSync(folder) && readStamp(stampFile) === null)
    throw studioError('demo-folder-in-use', { path: folder });
  // Said before the first file, so that an unpacking that was stopped is known as ours.
  mkdirSync(place, { recursive: true });
  await writeWhole(stampFile, '""\n');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  try {
    // What would lie outside the folder, links included, is left out by the library.
    await extract({ file: source, cwd: folder, strict: true, filter: () => !signal?.aborted });
  } catch (error) {
    throw studioError('demo-photos-archive', { file: source, reason: reasonFor(error) }, { cause: error });
  }
  if (signal?.aborted) throw new JobCancelled();
  await writeWhole(stampFile, `${JSON.stringify(stamp)}\n`);
  return folder;
}

/** Whether it is the same archive as before, without reading it. */
function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file} ${size} ${Math.round(mtimeMs)}`;
}

/** Null where there is none. */
function readStamp(file: string): string | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as string;
  } catch {
    return null;
  }
}
