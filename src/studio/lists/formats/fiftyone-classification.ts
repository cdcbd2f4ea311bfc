import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { note } from '../../../core/words/notes';
import type { ListContent, ListEntry } from '../format';
import { jsonParts } from '../json-parts';
import type { ListPlace } from '../list-place';
import type { Problems } from '../problems';
import { Stems } from '../stems';

const target = z.union([z.number(), z.string()]);
const detailed = z.object({ label: target, confidence: z.number().nullish() });
const given = z.union([z.null(), target, detailed, z.array(z.union([target, detailed]))]);

interface Labelled {
  readonly id: string;
  readonly targets: readonly z.infer<typeof target>[];
}

/** The `labels.json` of a FiftyOneImageClassificationDataset: targets are names, or indices into `classes`. */
export function readClassification(
  place: ListPlace,
  folder: string,
  file: string,
  split: string | undefined,
  problems: Problems,
): ListContent {
  const prefix = folder === '' ? '' : `${folder}/labels.json: `;
  const classes: string[] = [];
  const found: Labelled[] = [];
  jsonParts(file, ({ member, key, value }) => {
    if (member === 'classes' && typeof key === 'number')
      classes.push(problems.shaped(z.string(), value, `${prefix}classes[${key}]`) ?? '');
    if (member !== 'labels' || typeof key !== 'string') return;
    const shaped = problems.shaped(given, value, `${prefix}labels.${key}`);
    if (shaped === undefined) return;
    const all = shaped === null ? [] : Array.isArray(shaped) ? shaped : [shaped];
    found.push({ id: key, targets: all.map((each) => (typeof each === 'object' ? each.label : each)) });
  });
  const manifest = manifestOf(place, folder, problems);
  const stems = new Stems(place, folder === '' ? 'data' : `${folder}/data`);
  const entries = found.map(({ id, targets }): ListEntry => {
    const at = `${prefix}labels.${id}`;
    const listed = manifest?.get(id);
    return {
      place: at,
      paths: listed ?? (isAbsolute(id) ? [id] : stems.paths(id)),
      labels: [...new Set(targets.flatMap((each) => nameOf(each, classes, at, problems)))],
      split,
    };
  });
  return { entries, classes, problems: [], notes: [] };
}

function nameOf(each: number | string, classes: readonly string[], at: string, problems: Problems): string[] {
  if (typeof each === 'string') {
    // Numbers may be written as text.
    const number = /^\d+$/.test(each) && !classes.includes(each) ? classes[Number(each)] : undefined;
    return [number ?? each];
  }
  const name = classes.length === 0 ? String(each) : classes[each];
  if (name !== undefined) return [name];
  problems.add(at, note('entry-category', { category: each }));
  return [];
}

/** The paths in `data.json` by the names that `labels.json` uses; null if there is no such file. */
function manifestOf(place: ListPlace, folder: string, problems: Problems): Map<string, string[]> | null {
  if (!place.has(folder, 'data.json')) return null;
  const paths = new Map<string, string[]>();
  jsonParts(place.file(folder, 'data.json'), ({ member, key, value }) => {
    if (key !== null || member === null) return;
    const path = problems.shaped(z.string().min(1), value, `data.json.${member}`);
    if (path !== undefined) paths.set(member, folder === '' ? [path] : [`${folder}/${path}`, path]);
  });
  return paths;
}
