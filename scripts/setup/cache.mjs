import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetupError } from './log.mjs';
import { cacheFolder } from './paths.mjs';

export async function hashOf(file, algorithm = 'sha256', encoding = 'hex') {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

/**
 * A downloaded file of the cache, by name and sha256. `download(folder)` puts it, under its name, into an empty folder; it takes
 * its place only when its hash is right. A corrupt or half-written file is noticed and fetched again, once.
 */
export async function cachedFile({ name, sha256, download, folder = cacheFolder() }) {
  const place = join(folder, 'downloads', sha256.slice(0, 16), name);
  if (existsSync(place) && (await hashOf(place)) === sha256) return place;
  rmSync(place, { force: true });
  mkdirSync(dirname(place), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const beside = mkdtempSync(join(dirname(place), '.download-'));
    try {
      await download(beside);
      const got = join(beside, basename(name));
      const found = existsSync(got) ? await hashOf(got) : null;
      if (found === sha256) {
        renameSync(got, place);
        return place;
      }
      if (attempt === 2)
        throw new SetupError(
          `${name} was downloaded twice and is not the file that this version needs (sha256 ${found ?? 'of nothing'}, expected ${sha256}). Check the package mirror that pip or npm is set to.`,
        );
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  }
}

/** A folder of the cache that `make(folder)` fills once; it appears whole or not at all, also when two set-ups run at once. */
export async function cachedFolder({ name, make, folder = cacheFolder() }) {
  const place = join(folder, 'built', name);
  if (existsSync(place)) return place;
  mkdirSync(dirname(place), { recursive: true });
  const beside = mkdtempSync(join(dirname(place), '.build-'));
  try {
    await make(beside);
    renameSync(beside, place);
  } catch (error) {
    // Another set-up may have put its own in place meanwhile.
    if (!existsSync(place)) throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return place;
}

export function sizeOf(file) {
  return statSync(file).size;
}

/** Puts a file of the cache in its place: linked where that is possible, and never half written under a process that uses it. */
export function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const beside = `${to}.${process.pid}.part`;
  rmSync(beside, { force: true });
  try {
    linkSync(from, beside);
  } catch {
    copyFileSync(from, beside);
  }
  renameSync(beside, to);
}
