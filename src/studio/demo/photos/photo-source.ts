import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { extract } from 'tar';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { writeWhole } from '../../../files/durable/write-whole';
import { JobCancelled } from '../../project/engine/engine';

/**
 * The folder of the photographs: `path` itself, or what was unpacked from it below `place`, which is done only once. The archive stays
 * unchanged. Throws `no-such-path`, `demo-photos-archive`.
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
  // The stamp is written before the first file, so that an unpacking that was stopped is recognised as ours.
  mkdirSync(place, { recursive: true });
  await writeWhole(stampFile, '""\n');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  try {
    // The library leaves out everything that would be outside the folder, including links.
    await extract({ file: source, cwd: folder, strict: true, filter: () => !signal?.aborted });
  } catch (error) {
    throw studioError('demo-photos-archive', { file: source, reason: reasonFor(error) }, { cause: error });
  }
  if (signal?.aborted) throw new JobCancelled();
  await writeWhole(stampFile, `${JSON.stringify(stamp)}\n`);
  return folder;
}

/** Identifies an archive without reading it, to see whether it is the same as before. */
function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file} ${size} ${Math.round(mtimeMs)}`;
}

/** Null if there is no stamp. */
function readStamp(file: string): string | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as string;
  } catch {
    return null;
  }
}
