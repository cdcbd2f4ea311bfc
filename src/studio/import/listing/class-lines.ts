import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { className, classNameError } from '../../../catalog';
import { isText } from './listing';

/** Files that name the classes of what lies beside them, as datasets have them. */
export const nameLists = [
  ...['classes.txt', 'class_names.txt', 'synset_words.txt', 'LOC_synset_mapping.txt'],
  ...['imagenet_class_index.json'],
];

/** No list of names is larger. */
const mostBytes = 4 * 2 ** 20;

/** Names of classes by what folders and lists may say instead: the name itself, its number, its synset (`n01440764`). */
export type NamesByKey = ReadonlyMap<string, string>;

/** The names that a file beside the images gives; null where there is none, or none that can be used. */
export function namesBeside(folder: string): { names: NamesByKey; file: string } | null {
  for (const file of nameLists) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    const { size, isFile } = { size: statSync(path).size, isFile: statSync(path).isFile() };
    if (!isFile || size > mostBytes) continue;
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const names = file.endsWith('.json') ? namesOfIndex(text) : namesOfLines(text);
    if (names.size > 0) return { names, file };
  }
  return null;
}

/**
 * A name a line, in the order of the classes; lines may begin with their number (`12 zebra`) or their synset, whose first word of
 * several of one meaning is the name where no other class has it.
 */
export function namesOfLines(text: string): NamesByKey {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'Id,Label');
  const synsets = lines.map((line) => /^(n\d{8})[\s,]+(.+)$/.exec(line));
  if (lines.length > 0 && synsets.every((each) => each !== null))
    return named(firstWords(synsets.map(([, key, words]) => [key, words] as const)));
  const numbered = lines.map((line) => /^(\d+)[\s:,]+(.+)$/.exec(line));
  if (lines.length > 0 && numbered.every((each) => each !== null))
    return named(numbered.map(([, key, name]) => [key, name] as const));
  return named(lines.map((line, at) => [String(at), line] as const));
}

/** `imagenet_class_index.json`: synset and name by number. */
function namesOfIndex(text: string): NamesByKey {
  try {
    const parsed = z.record(z.string(), z.tuple([z.string(), z.string()])).parse(JSON.parse(text));
    return named(Object.values(parsed));
  } catch {
    return new Map();
  }
}

function firstWords(entries: readonly (readonly [key: string, words: string])[]): [string, string][] {
  const first = entries.map(([, words]) => words.split(',')[0].trim());
  const counts = new Map<string, number>();
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  return entries.map(([key, words], at) => [key, counts.get(first[at]) === 1 ? first[at] : words]);
}

/** Lines that are not names are left out: a file of that name may contain anything. */
function named(entries: readonly (readonly [key: string, name: string])[]): NamesByKey {
  const usable = entries
    .map(([key, name]) => [className(key), className(name)] as const)
    .filter(([, name]) => classNameError(name) === null && isText(name));
  // Where a name and a number are written alike, the name is meant.
  return new Map([...usable, ...usable.map(([, name]) => [name, name] as const)]);
}
