import { existsSync, readdirSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { studioError } from '../../../core/errors';
import { besideOf, removeLeftBeside } from '../../../files/durable/durable';

/** Files that a person chose in the system's dialog, which asks before it returns an existing one. Each may be replaced once. */
export class ConfirmedTargets {
  readonly #paths = new Set<string>();

  add(path: string): void {
    this.#paths.add(resolve(path));
  }

  /** Returns whether the path was confirmed; the next export must ask again. */
  take(path: string): boolean {
    return this.#paths.delete(resolve(path));
  }
}

/** Writes a target, and returns its path. `write` is given the path to write to, at which nothing exists. */
type Place = (write: (path: string) => Promise<string>) => Promise<string>;

/**
 * How an export is placed. A file that the person confirmed is replaced when the new one is complete; an existing empty folder may be
 * filled by an export that is a folder. Anything else that exists is refused before a job starts: throws `export-target-exists`.
 */
export function placeFor(
  target: string,
  confirmed: ConfirmedTargets,
  { mayBeEmptyFolder = false } = {},
): Place {
  const mayReplace = confirmed.take(target);
  if (!existsSync(target)) return (write) => write(target);
  if (!statSync(target).isDirectory()) {
    if (mayReplace) return (write) => replace(target, write);
  } else if (mayBeEmptyFolder && readdirSync(target).length === 0) return (write) => write(target);
  throw studioError('export-target-exists', { path: target });
}

/** Writes beside the old file and with its extension, since that determines the format. */
async function replace(target: string, write: (path: string) => Promise<string>): Promise<string> {
  removeLeftBeside(target);
  const beside = besideOf(target, extname(target));
  try {
    await write(beside);
    await rename(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
  return target;
}
