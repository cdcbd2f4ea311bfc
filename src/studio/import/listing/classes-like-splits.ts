import { splitOfName } from '../../../core/vocabulary/split-names';

/** Names of folders from the root down. */
type Parts = readonly string[];

/**
 * Folders in splits that are classes although they are called like splits: pictures of trains in `train/train` and `test/train`. Classes
 * are in every split, with pictures right in their folders and other classes beside them. A folder called `unlabelled` is no class.
 */
export function classesInEverySplit(folders: readonly Parts[]): Set<string> {
  const withOthers = new Set(folders.filter((parts) => !namesSplit(nameOf(parts))).map(aboveOf));
  const found = new Map<string, Parts[]>();
  for (const parts of folders) {
    const name = nameOf(parts);
    if (!namesSplit(name) || isNoClass(name) || !withOthers.has(aboveOf(parts))) continue;
    const alike = `${parts.length}/${name.toLowerCase()}`;
    const known = found.get(alike);
    if (known) known.push(parts);
    else found.set(alike, [parts]);
  }
  const classes = [...found.values()].filter((each) => {
    const splits = each.map((parts) => splitOfName(parts[parts.length - 2] ?? ''));
    return splits.every((split) => split !== undefined) && new Set(splits).size > 1;
  });
  return new Set(classes.flat().map((parts) => parts.join('/')));
}

/** Whether the opposite of a folder's name is beside it: `valid` beside `invalid` is a class. */
export function hasOpposite(parts: Parts, depth: number, folders: readonly Parts[]): boolean {
  const above = parts.slice(0, depth).join('/');
  const name = parts[depth].toLowerCase();
  const opposites = ['in', 'no', 'non', 'not'].flatMap((not) =>
    ['', '-', '_', ' '].map((sign) => not + sign + name),
  );
  return folders.some(
    (each) =>
      each.length > depth &&
      opposites.includes(each[depth].toLowerCase()) &&
      each.slice(0, depth).join('/') === above,
  );
}

const nameOf = (parts: Parts) => parts[parts.length - 1] ?? '';
const aboveOf = (parts: Parts) => parts.slice(0, -1).join('/');
const namesSplit = (name: string) => splitOfName(name) !== undefined;

/** Whether a name like that of a split is hardly one of a class: `unlabelled`, `unseen`, `no label`; `pool` and `test` may be. */
export const isNoClass = (name: string): boolean =>
  /^un/i.test(name) || (splitOfName(name) === 'unlabelled' && !/^pool$/i.test(name));
