import { existsSync, readdirSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { studioError } from '../../../core/errors';
import { besideOf, removeLeftBeside } from '../../../files/durable';

/** Files that a person chose in the system's dialog, which asked before it gave one that exists. Each may be replaced once. */
export class ConfirmedTargets {
  readonly #paths = new Set<string>();

  add(path: string): void {
    this.#paths.add(resolve(path));
  }

  /** Whether it was confirmed; the next export must ask again. */
  take(path: string): boolean {
    return this.#paths.delete(resolve(path));
  }
}

/** Writes a target, and gives where it lies. `write` is given the path to write to, at which nothing lies. */
type Place = (write: (path: string) => Promise<string>) => Promise<string>;

/**
 * Where an export goes. A file that the person confirmed is replaced when the new one is whole; an empty folder may be filled where one
 * is written. Anything else that exists is refused before a job starts: throws `export-target-exists`.
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

/** Beside the old file and under its ending, since formats go by it. */
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
