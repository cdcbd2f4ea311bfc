import { type Dirent, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isSystemName } from '../../../data/decode/format/file-names';
import { mayBeList } from '../tables/beside/lists-beside';
import { holdsAny } from './splits-in-disguise';

/** How many lists and folders are looked at. */
const most = 200;

/**
 * The lists beside a folder `images` and in the other folders there, relative to it: Food-101 keeps `meta/test.txt` beside `images`, and
 * whoever imports `images` alone would train on all of it.
 */
export function listsAround(root: string): string[] {
  const folder = resolve(root);
  if (!holdsAny.test(basename(folder))) return [];
  const above = dirname(folder);
  const found: string[] = [];
  for (const entry of entriesOf(above).slice(0, most)) {
    if (entry.isFile() && mayBeList(entry.name)) found.push(`../${entry.name}`);
    if (!entry.isDirectory() || entry.name === basename(folder)) continue;
    for (const { name } of entriesOf(join(above, entry.name)).filter((each) => each.isFile()))
      if (mayBeList(name)) found.push(`../${entry.name}/${name}`);
  }
  return found.slice(0, most);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !isSystemName(name));
  } catch {
    // A folder that cannot be read has nothing that could be told of.
    return [];
  }
}
