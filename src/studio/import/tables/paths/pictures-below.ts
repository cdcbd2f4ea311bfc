import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isImageName, isSystemName } from '../../../../data/decode/format/file-names';

/** A list may be in a folder with all of a person's files: in larger folders nothing is searched, since a match may not be the only one. */
const most = { folders: 20_000, files: 2_000_000 };

/** How a name in a list may fit that of a file, the closest first. */
const ways = ['as it stands', 'in another case', 'without its ending', 'in another case, without its ending'];

/** The pictures below a folder by name, for lists that name them differently than the disk does. */
export class PicturesBelow {
  #byName: Map<string, string[]> | null = null;

  constructor(private readonly root: string) {}

  /** The pictures whose path ends in this one, only those with the closest kind of fit: relative to the folder, with forward slashes. */
  ending(path: string): readonly string[] {
    const wanted = path.normalize('NFC').replace(/^(\.?\/)+/, '');
    if (wanted === '' || wanted.split('/').includes('..')) return [];
    const alike = this.#names().get(folded(nameOf(wanted))) ?? [];
    for (const way of ways.keys()) {
      const form = (name: string) => (way % 2 === 1 ? folded(name) : name.normalize('NFC'));
      const end = form(wanted);
      const found = alike.filter((file) => {
        const whole = form(way < 2 ? file : withoutEnding(file));
        return whole === end || whole.endsWith(`/${end}`);
      });
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Paths by the lower-case name of the file, with and without its extension. */
  #names(): ReadonlyMap<string, string[]> {
    if (this.#byName) return this.#byName;
    const byName = new Map<string, string[]>();
    const add = (key: string, path: string) => {
      const paths = byName.get(key);
      if (paths) paths.push(path);
      else byName.set(key, [path]);
    };
    for (const path of picturesIn(this.root) ?? []) {
      const name = folded(nameOf(path));
      add(name, path);
      add(withoutEnding(name), path);
    }
    this.#byName = byName;
    return byName;
  }
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const folded = (name: string) => name.normalize('NFC').toLowerCase();
const withoutEnding = (name: string) => (isImageName(name) ? name.replace(/\.[^.]*$/, '') : name);

/** Every picture below a folder, recognised by its name alone, each folder once; null if there is too much to search. */
function picturesIn(root: string): string[] | null {
  const found: string[] = [];
  const seen = new Set<string>();
  const waiting = [''];
  for (let at = 0; at < waiting.length; at++) {
    if (at >= most.folders || found.length > most.files) return null;
    const folder = waiting[at];
    try {
      const real = realpathSync(join(root, folder));
      if (seen.has(real)) continue;
      seen.add(real);
      for (const entry of readdirSync(real, { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (isSystemName(entry.name)) continue;
        if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(join(root, path)))) waiting.push(path);
        else if (isImageName(entry.name)) found.push(path);
      }
    } catch {
      // A folder that cannot be read has nothing that could be found.
    }
  }
  return found;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
