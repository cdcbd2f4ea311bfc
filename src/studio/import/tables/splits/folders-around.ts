import { homedir, tmpdir } from 'node:os';
import { relative, sep } from 'node:path';

/**
 * The names of the folders above a file that is outside its list's folder, as far as they may say what it is for: those from the nearest
 * folder that holds both the list and the file down, and that folder itself if it directly holds the list's (`test/labels/l.csv` beside
 * `test/images`). The name of a person, as in `/home/test`, says nothing, and a `dev` that holds both is a developer's folder.
 */
export function foldersAround(listFolder: string, folder: string): string[] {
  const [own, its] = [listFolder, folder].map((path) => path.split(sep));
  const shared = sharedStart(own, its);
  const parent = shared === own.length - 1 && !/^dev$/i.test(own[shared - 1]) ? shared - 1 : shared;
  return its.slice(Math.max(parent, depthOfOwner(folder)));
}

function sharedStart(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((part, at) => other[at] !== part);
  return differs < 0 ? one.length : differs;
}

/** How many leading names of a path are those of a person's folder or of the one for temporary files. */
function depthOfOwner(path: string): number {
  const homes = /^(?:[a-z]:)?[\\/](?:home|Users)[\\/][^\\/]+/i.exec(path)?.[0] ?? '';
  const owners = [homes, homedir(), tmpdir()].filter((owner) => owner !== '' && isWithin(owner, path));
  return Math.max(0, ...owners.map((owner) => owner.split(sep).length));
}

function isWithin(owner: string, path: string): boolean {
  const [first] = relative(owner, path).split(sep);
  return first !== '..' && !/^[a-z]:$/i.test(first);
}
