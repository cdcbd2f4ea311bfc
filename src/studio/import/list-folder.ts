import { resolve } from 'node:path';
import type { Issue } from '../../catalog';
import { className, type Split } from '../../catalog';
import type { ClassNames } from './class-names';
import type { ListedFile, Listing } from './listing';
import { walk } from './walk';

/** A folder a class: the first folder below the root names the class, whatever lies deeper. */
export function listClassFolders(root: string, split: Split, names: ClassNames): Listing {
  const walked = walk(root);
  const problems: Issue[] = [...walked.problems];
  const files: ListedFile[] = [];
  for (const path of walked.files) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      problems.push({
        place: path,
        code: 'no-class-folder',
        reason:
          'This image lies beside the class folders, so it has no class; move it into one, or import it as a pool.',
      });
      continue;
    }
    const label = className(path.slice(0, slash));
    files.push({ path, split, ...names.check(label) });
  }
  return { kind: 'folder-per-class', path: resolve(root), root: resolve(root), split, files, problems };
}

/** Images without labels, flat or nested. */
export function listPool(root: string, split: Split): Listing {
  const { files, problems } = walk(root);
  return {
    kind: 'pool',
    path: resolve(root),
    root: resolve(root),
    split,
    files: files.map((path) => ({ path, split, label: null })),
    problems,
  };
}
