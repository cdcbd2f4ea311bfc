import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type JsonPart, peekJson } from './json-parts';
import { textChunks } from './text-chunks';
import { peekXml, type XmlElement } from './xml-elements';

/** A file or folder that may be a list; formats look at it to recognise their own. What was read is cached. */
export class ListPlace {
  /** Absolute. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly #entries = new Map<string, Entries>();
  readonly #json = new Map<string, readonly JsonPart[]>();
  readonly #xml = new Map<string, readonly XmlElement[]>();

  constructor(path: string) {
    this.path = resolve(path);
    this.isFolder = statSync(this.path).isDirectory();
  }

  /** The folder itself, or the one that contains the file. */
  get folder(): string {
    return this.isFolder ? this.path : dirname(this.path);
  }

  /** The name without its folder. */
  get name(): string {
    return basename(this.path);
  }

  /** The extension in lower case, with its dot. */
  get ending(): string {
    return this.isFolder ? '' : extname(this.path).toLowerCase();
  }

  /** The absolute path of a file in the folder. */
  file(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  has(...parts: string[]): boolean {
    return existsSync(this.file(...parts));
  }

  /** Names of the files with this ending in a folder of the place, in alphabetical order; none if it is not a folder. */
  names(ending: string, ...parts: string[]): string[] {
    const { files } = this.#entriesOf(this.file(...parts));
    return files.filter((name) => name.toLowerCase().endsWith(ending));
  }

  /** Names of the folders in the folder, or in one below it. */
  folders(...parts: string[]): string[] {
    return [...this.#entriesOf(this.file(...parts)).folders];
  }

  /** Every format looks at the same folders, and one of them may hold a million images. */
  #entriesOf(folder: string): Entries {
    return remembered(this.#entries, folder, () => entriesIn(folder));
  }

  /** The first parts of a JSON file, by default of the place itself; none if it is not JSON. */
  json(file = this.path): readonly JsonPart[] {
    return remembered(this.#json, file, () => (isFile(file, '.json') ? peekJson(file) : []));
  }

  /** The first elements of an XML file, by default of the place itself; none if it is not XML. */
  xml(file = this.path): readonly XmlElement[] {
    return remembered(this.#xml, file, () => (isFile(file, '.xml') ? peekXml(file) : []));
  }

  /** The first characters of the file. */
  head(): string {
    if (!statSync(this.path).isFile()) return '';
    try {
      return [...textChunks(this.path, 8192)].join('');
    } catch {
      return '';
    }
  }
}

/** The names in a folder, in alphabetical order. */
interface Entries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

function entriesIn(folder: string): Entries {
  const [files, folders]: string[][] = [[], []];
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      (entry.isDirectory() ? folders : files).push(entry.name);
  } catch {
    // What is no folder has no entries.
  }
  return { files: files.sort(), folders: folders.sort() };
}

function remembered<T>(known: Map<string, T>, key: string, look: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const seen = look();
  known.set(key, seen);
  return seen;
}

/** Whether it is a regular file with this extension; opening a named pipe would block. */
function isFile(file: string, ending: string): boolean {
  return extname(file).toLowerCase() === ending && existsSync(file) && statSync(file).isFile();
}
