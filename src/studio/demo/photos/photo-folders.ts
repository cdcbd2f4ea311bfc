import { join } from 'node:path';
import { studioError } from '../../../core/errors';
import { walk } from '../../import';

/** Absolute paths of photographs by class. */
export interface PhotoFolders {
  readonly classes: readonly { readonly name: string; readonly files: readonly string[] }[];
  /** Photographs of no class, which are mixed into the pool. */
  readonly outOfDomain: readonly string[];
}

/** The folder whose photographs belong to no class. */
const outOfDomainFolder = 'out-of-domain';

/**
 * The photographs below a folder: each has the class that its folder is named after, wherever that folder is; those in `out-of-domain` have
 * none. Throws `unreadable-path`, `demo-photos-classes`.
 */
export function photoFolders(root: string): PhotoFolders {
  const byFolder = new Map<string, string[]>();
  for (const file of walk(root).files) {
    const name = file.split('/').at(-2);
    // A photograph directly in the root has no class.
    if (name === undefined) continue;
    const files = byFolder.get(name) ?? [];
    files.push(join(root, file));
    byFolder.set(name, files);
  }
  const outOfDomain = byFolder.get(outOfDomainFolder) ?? [];
  byFolder.delete(outOfDomainFolder);
  const classes = [...byFolder].map(([name, files]) => ({ name, files })).sort(byName);
  if (classes.length < 2)
    throw studioError('demo-photos-classes', { path: root, classes: String(classes.length) });
  return { classes, outOfDomain };
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
