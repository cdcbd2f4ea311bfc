import { existsSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { textFile } from '../../../files/reading/text-file';
import type { ListPlace } from '../list-place';
import { textLines } from '../text-chunks';

/** No description of a data set is larger than this. */
const mostBytes = 4 * 2 ** 20;

/** Lists of names, one per line, as labelling tools write them beside the texts of boxes. */
export const namesFiles = ['classes.txt', 'obj.names', 'data.names', '_darknet.labels'];

const place = z.union([z.string().transform((text) => [text]), z.array(z.string())]).catch([]);
const description = z.object({
  path: z.string().optional().catch(undefined),
  names: z.union([z.array(z.coerce.string()), z.record(z.string(), z.coerce.string())]),
  train: place,
  val: place,
  test: place,
});

/** The contents of `data.yaml`, or of such a file with another name. */
export interface Described {
  /** Class names by number. */
  readonly names: ReadonlyMap<string, string>;
  /** The folder that contains the others, if the file names one. */
  readonly root?: string;
  /** Folders of images, or lists of them (`.txt`), by purpose. */
  readonly folders: Readonly<Record<'train' | 'val' | 'test', readonly string[]>>;
}

/** Whether a file describes a data set: it names classes and folders of images. */
export const describes = (file: string): boolean =>
  /\.ya?ml$/i.test(file) && Object.values(describedIn(file)?.folders ?? {}).flat().length > 0;

/** A data set's description: in the file that was named, otherwise in one in its folder; null if there is none. */
export function describedAt(list: ListPlace): Described | null {
  const files = list.isFolder
    ? ['.yaml', '.yml'].flatMap((ending) => list.names(ending)).map((name) => list.file(name))
    : [list.path];
  for (const file of files) {
    const found = describedIn(file);
    if (found) return found;
  }
  return list.isFolder ? darknetAt(list) : null;
}

function describedIn(file: string): Described | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > mostBytes) return null;
  const text = textOf(file);
  try {
    const read = description.parse(parse(text, { logLevel: 'error' }));
    const { names, path: root, ...folders } = read;
    return { names: new Map(Object.entries(names)), root, folders };
  } catch {
    return null;
  }
}

function textOf(file: string): string {
  try {
    return textFile(file);
  } catch (error) {
    // Without its names the classes would be numbers.
    throw studioError('unreadable-list', { path: file, reason: reasonFor(error) }, { cause: error });
  }
}

/** The contents of Darknet's `obj.data`: `train = data/train.txt`, `valid = data/valid.txt`; class names are in a list. */
function darknetAt(list: ListPlace): Described | null {
  if (!list.has('obj.data')) return null;
  const said = (key: string) =>
    Array.from(textLines(list.file('obj.data')), ({ line }) => line.split('='))
      .filter(([name, value]) => name.trim() === key && value?.trim())
      .map(([, value]) => value.trim());
  return { names: new Map(), folders: { train: said('train'), val: said('valid'), test: said('test') } };
}

/** The class names in a list in one of the folders, by number; empty if there is no list. */
export function namesInLists(list: ListPlace, folders: readonly string[]): Map<string, string> {
  for (const folder of ['', ...folders])
    for (const name of namesFiles) {
      const file = list.file(folder, name);
      if (!existsSync(file)) continue;
      const lines = Array.from(textLines(file), ({ line }) => line);
      return new Map(lines.map((line, number) => [String(number), line]));
    }
  return new Map();
}
