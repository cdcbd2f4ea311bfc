import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { className, classNameError } from '../../../catalog';
import { toldApart } from '../../lists/told-apart';
import { classTable, nameTitle } from './class-table';
import { type ListText, readListText } from './list-text';
import { isText } from './listing';

/** Files that name the classes of the images beside them, as datasets have them. */
export const nameLists = [
  ...['classes.txt', 'class_names.txt', 'synset_words.txt', 'LOC_synset_mapping.txt'],
  ...['imagenet_class_index.json'],
];

/** No list of names is larger than this. */
const mostBytes = 4 * 2 ** 20;

/** Names of classes by what folders and lists may contain instead: the name itself, its number, or its synset (`n01440764`). */
export type NamesByKey = ReadonlyMap<string, string>;

type Entry = readonly [key: string, name: string];

/** A list of names, in the order of the classes. */
export interface NameList {
  readonly names: NamesByKey;
  /** The names of lines without a key, whose numbers are only their places; null if the keys are in the file. */
  readonly counted: readonly string[] | null;
  /** Names that were equal in the file and were told apart by their keys. */
  readonly alike: readonly string[];
  /** The first line, if it was taken for a header although it might be a name. */
  readonly header?: string;
  /** The encoding that was guessed, and a name that it affects. */
  readonly guessed?: { readonly encoding: string; readonly sample: string };
}

/** The list with what had to be guessed to read its text. */
export const withGuess = (list: NameList, { encoding, guessed }: ListText): NameList =>
  guessed ? { ...list, guessed: { encoding, ...guessed } } : list;

/** The names from a file beside the images; null if there is no such file, or none that can be used. */
export function namesBeside(folder: string): { list: NameList; file: string } | null {
  for (const file of nameLists) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    const { size, isFile } = { size: statSync(path).size, isFile: statSync(path).isFile() };
    if (!isFile || size > mostBytes) continue;
    const read = readListText(path);
    const list = file.endsWith('.json') ? namesOfIndex(read.text) : namesOfLines(read.text);
    if (list && list.names.size > 0) return { list: withGuess(list, read), file };
  }
  return null;
}

/**
 * One name per line, in the order of the classes, or all in one line between commas. Lines may begin with a number (`12 zebra`, `12,zebra`)
 * or a synset, or end with a number (`zebra,12`); of a synset's several words with one meaning the first is the name, unless another class
 * has it too. Comments and a header are no names.
 */
export function namesOfLines(text: string): NameList {
  const { lines, header } = linesOf(text);
  const table = classTable(lines);
  if (table?.keys) return listed(table.keys.map((key, at) => [key, table.names[at]]));
  if (table) return listedByPlace(table.names);
  const synsets = matched(lines, /^(?<key>n\d{8})[\s,]+(?<name>.+)$/);
  if (synsets) return listed(firstWords(synsets));
  const numbered = numberedLines(lines);
  if (numbered) return listed(numbered);
  const names = lines.length === 1 ? lines[0].split(/[,;\t]/).map((name) => name.trim()) : lines;
  return { ...listedByPlace(names.filter((name) => name !== '')), header };
}

/** `imagenet_class_index.json`: synset and name by number; null if a text is something else. */
export function namesOfIndex(text: string): NameList | null {
  try {
    const parsed = z.record(z.string(), z.tuple([z.string(), z.string()])).parse(JSON.parse(text));
    const { names, alike } = listed(Object.values(parsed));
    const byNumber = Object.entries(parsed).flatMap(([number, [synset]]): Entry[] => {
      const name = names.get(className(synset));
      return name === undefined ? [] : [[number, name]];
    });
    return { names: new Map([...byNumber, ...names]), counted: null, alike };
  } catch {
    return null;
  }
}

/** The lines with names, without empty ones and comments, and the header above them. */
function linesOf(text: string): { lines: readonly string[]; header?: string } {
  const all = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const plain = all.filter((line) => !line.startsWith('#'));
  const lines = plain.length > 0 ? plain : all;
  const [first, ...rest] = lines;
  return rest.length > 0 && nameTitle.test(unquoted(first)) ? { lines: rest, header: first } : { lines };
}

/** The keys and names of all lines; null if a line has another form. */
function matched(lines: readonly string[], form: RegExp): Entry[] | null {
  const found = lines.map((line) => form.exec(line)?.groups);
  if (found.length === 0 || found.some((each) => each === undefined)) return null;
  return found.map((each) => [each?.key ?? '', unquoted(each?.name ?? '')]);
}

const unquoted = (name: string) => name.replace(/^"(.*)"$/, '$1');

/** Lines with a number before or after each name; null if the numbers may be a part of the names, as in `1 euro` and `2 euro`. */
function numberedLines(lines: readonly string[]): Entry[] | null {
  const table =
    matched(lines, /^"?(?<key>\d+)"?\s*[,;:\t]\s*(?<name>.+)$/) ??
    matched(lines, /^(?<name>.+?)\s*[,;:\t]\s*"?(?<key>\d+)"?$/);
  if (table) return allDiffer(table, 0) ? table : null;
  const spaced = matched(lines, /^(?<key>\d+)[\s:,]+(?<name>.+)$/);
  return spaced && allDiffer(spaced, 0) && allDiffer(spaced, 1) ? spaced : null;
}

const allDiffer = (entries: readonly Entry[], at: 0 | 1) =>
  new Set(entries.map((entry) => entry[at])).size === entries.length;

function firstWords(entries: readonly Entry[]): Entry[] {
  const first = entries.map(([, words]) => words.split(',')[0].trim());
  const counts = new Map<string, number>();
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  return entries.map(([key, words], at) => [key, counts.get(first[at]) === 1 ? first[at] : words]);
}

/** Lines that are not names are left out: a file of that name may contain anything. */
function listed(entries: readonly Entry[]): NameList {
  const usable = entries
    .map(([key, name]): Entry => [className(key), className(name)])
    .filter(([, name]) => classNameError(name) === null && isText(name));
  const { names: apart, alike } = toldApart(usable);
  const keyed = usable.map(([key], at): Entry => [key, apart[at]]);
  // If a name and a number are written alike, the name is meant.
  const names = new Map([...keyed, ...apart.map((name): Entry => [name, name])]);
  return { names, counted: null, alike };
}

/** Names whose keys are their places, from this number on. */
export function listedByPlace(names: readonly string[], from = 0): NameList {
  return { ...listed(names.map((name, at) => [String(at + from), name])), counted: names };
}
