import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../catalog';
import { messageOf, StudioError } from '../../core/errors';

const imageName = /\.(jpe?g|jfif|png|webp|gif|bmp|dib|tiff?|avif)$/i;
const systemName = /^(\.|Thumbs\.db$|desktop\.ini$|__MACOSX$)/i;

export interface Walked {
  /** Relative to the root, with forward slashes, in name order. */
  readonly files: readonly string[];
  readonly problems: readonly Issue[];
}

/**
 * Every file below a folder whose name is that of an image. Links are followed, a loop of them once; hidden and system files
 * are passed over. Throws `unreadable-path` where the folder itself cannot be read.
 */
export function walk(root: string): Walked {
  const files: string[] = [];
  const problems: Issue[] = [];
  const visit = (folder: string, above: readonly string[]) => {
    const real = realPathOf(root, folder, problems);
    if (real === null) return;
    if (above.includes(real)) {
      problems.push({
        place: folder,
        code: 'link-loop',
        reason: 'This link leads back to a folder above it; it was not followed.',
      });
      return;
    }
    for (const entry of entriesOf(root, folder, problems)) {
      if (systemName.test(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      // A folder called x.jpg is a folder, and a broken link called x.jpg a bad file.
      if (isFolder(root, path, entry)) visit(path, [...above, real]);
      else if (imageName.test(entry.name)) files.push(path);
    }
  };
  try {
    readdirSync(root);
  } catch (error) {
    throw new StudioError('unreadable-path', `${root} cannot be read: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  visit('', []);
  return { files, problems };
}

function entriesOf(root: string, folder: string, problems: Issue[]): Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    // By code unit: the same order on every machine, whatever its language.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    problems.push(unreadable(folder, error));
    return [];
  }
}

/** Null, and a problem, for a folder that vanished since or lies in one that may be listed but not entered. */
function realPathOf(root: string, folder: string, problems: Issue[]): string | null {
  try {
    return realpathSync(join(root, folder));
  } catch (error) {
    problems.push(unreadable(folder, error));
    return null;
  }
}

function unreadable(place: string, error: unknown): Issue {
  return { place, code: 'unreadable-folder', reason: `This folder cannot be read: ${messageOf(error)}.` };
}

function isFolder(root: string, path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(root, path)).isDirectory();
  } catch {
    return false;
  }
}
