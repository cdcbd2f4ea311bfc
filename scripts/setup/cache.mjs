import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withLock } from './lock.mjs';
import { SetupError } from './log.mjs';
import { cacheFolder } from './paths.mjs';

async function hashOf(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A short key of everything that a built piece depends on. */
export const keyOf = (...parts) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);

/** The path of a downloaded file in the cache. */
export const downloadPlace = (name, sha256, folder = cacheFolder()) =>
  join(folder, 'downloads', sha256.slice(0, 16), name);

/**
 * A downloaded file of the cache, by name and sha256. `download(folder)` puts it, under its name, into an empty folder; it is moved into
 * its place only if its hash is right. A corrupt or half-written file is noticed and fetched again, once.
 */
export async function cachedFile({ name, sha256, download, folder = cacheFolder() }) {
  const target = downloadPlace(name, sha256, folder);
  const isRight = async (file) => existsSync(file) && (await hashOf(file)) === sha256;
  if (await isRight(target)) return target;
  return withLock(`${dirname(target)}.lock`, async () => {
    if (await isRight(target)) return target;
    for (let attempt = 1; attempt <= 2; attempt++) {
      const fetched = await beside(target, '.download-', async (into) => {
        await download(into);
        const right = await isRight(join(into, name));
        if (right) renameSync(join(into, name), target);
        return right;
      });
      if (fetched) return target;
    }
    throw new SetupError(
      `${name} was downloaded twice and is not the file that this version needs (sha256 ${sha256}). Check the package mirror that pip or npm is set to.`,
    );
  });
}

const contentsFile = '.contents.json';

/**
 * A folder of the cache that `make(folder)` fills once. It appears completely or not at all, even if two set-ups run at once; a folder that
 * lost a file, or part of one, is made again.
 */
export async function cachedFolder({ name, make, folder = cacheFolder() }) {
  const target = join(folder, 'built', name);
  if (isWhole(target)) return target;
  return withLock(`${target}.lock`, async () => {
    if (isWhole(target)) return target;
    await beside(target, '.build-', async (into) => {
      await make(into);
      writeFileSync(join(into, contentsFile), JSON.stringify(sizesOf(into)));
      rmSync(target, { recursive: true, force: true });
      renameSync(into, target);
    });
    return target;
  });
}

export const isCached = (name, folder = cacheFolder()) => isWhole(join(folder, 'built', name));

/** Removes a built folder that does not work on this machine from the cache. */
export function forget(name, folder = cacheFolder()) {
  rmSync(join(folder, 'built', name), { recursive: true, force: true });
}

/** The paths of all files below a folder, relative to it, without the cache's own notes. */
export function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== contentsFile)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const sizesOf = (folder) =>
  Object.fromEntries(filesIn(folder).map((file) => [file, sizeOf(join(folder, file))]));

function isWhole(folder) {
  try {
    const noted = readFileSync(join(folder, contentsFile), 'utf8');
    return noted === JSON.stringify(sizesOf(folder));
  } catch {
    return false;
  }
}

/** Runs `work` in a new folder beside `target`, and deletes that folder afterwards. */
async function beside(target, prefix, work) {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), prefix));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const day = 24 * 3600_000;

/** Deletes what killed set-ups left unfinished. */
export function sweep(folder = cacheFolder()) {
  for (const part of ['built', 'downloads']) {
    const root = join(folder, part);
    if (!existsSync(root)) continue;
    const left = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(^|[/\\])\.(download|build)-[^/\\]+$/.test(name),
    );
    for (const name of left) {
      const path = join(root, name);
      if (Date.now() - statSync(path).mtimeMs > day) rmSync(path, { recursive: true, force: true });
    }
  }
}

export function sizeOf(file) {
  return statSync(file).size;
}

/** Puts a file of the cache in its place: as a link if that is possible, and never half written while a process uses it. */
export function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const part = `${to}.${process.pid}.part`;
  rmSync(part, { force: true });
  try {
    linkSync(from, part);
  } catch {
    copyFileSync(from, part);
  }
  renameSync(part, to);
}

/** Puts every file of a folder of the cache in its place. */
export function placeAll(from, to) {
  for (const file of filesIn(from)) place(join(from, file), join(to, file));
}
