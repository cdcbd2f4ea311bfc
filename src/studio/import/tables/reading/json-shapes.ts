import { splitOfName } from '../../../../core/vocabulary/split-names';
import { isImageName } from '../../../../data/decode/format/file-names';
import { namesIn } from '../columns/list-columns';

/** One entry of a JSON, with its place in it. */
export interface JsonEntry {
  readonly at: string;
  readonly value: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** Keys under which programs keep their list of objects. */
const listKeys = ['data', 'images', 'items', 'samples', 'records', 'rows', 'files'];

/**
 * The rows of a single JSON: a list of objects, or one of the other shapes in which pandas and scripts write a table: labels by path
 * (`{"a.jpg": "cat"}`), columns (`{"path": {"0": "a.jpg"}}`, also with lists), `columns` beside `data`, objects by number or by path,
 * paths by class, each of these by split, or a list under a key. Null for anything else.
 */
export function entriesIn(value: unknown): JsonEntry[] | null {
  if (Array.isArray(value)) return isRecords(value) ? asEntries(value) : null;
  if (!isObject(value)) return null;
  return bySplit(value) ?? entriesOf(value);
}

function entriesOf(value: unknown): JsonEntry[] | null {
  if (Array.isArray(value)) return isRecords(value) ? asEntries(value) : (byPaths(value) ?? null);
  if (!isObject(value)) return null;
  return (
    labelsByPath(value) ??
    columnsBesideData(value) ??
    columns(value) ??
    objectsByKey(value) ??
    byClass(value) ??
    within(value) ??
    null
  );
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a list has objects that name files. */
const isRecords = (values: readonly unknown[]) => isObject(values[0]) && namesFile(values[0]);
const namesFile = (value: Json) => namesIn(Object.keys(value)).path !== undefined;
const asEntries = (values: readonly unknown[]) =>
  values.map((value, at): JsonEntry => ({ at: `[${at}]`, value }));

/** A list of paths alone, as of the images of a split. */
function byPaths(values: readonly unknown[]): JsonEntry[] | undefined {
  const arePaths = values.length > 0 && values.every((each) => typeof each === 'string' && isImageName(each));
  return arePaths ? values.map((path, at) => ({ at: `[${at}]`, value: { path } })) : undefined;
}

function labelsByPath(value: Json): JsonEntry[] | undefined {
  const entries = Object.entries(value);
  const fits = entries.every(
    ([key, label]) => isImageName(key) && (typeof label !== 'object' || label === null),
  );
  if (entries.length === 0 || !fits) return undefined;
  return entries.map(([path, label]) => ({ at: `"${path}"`, value: { path, label } }));
}

/** `{"columns": ["path", "label"], "data": [["a.jpg", "cat"]]}`: pandas calls it split. */
function columnsBesideData({ columns: names, data }: Json): JsonEntry[] | undefined {
  if (!Array.isArray(names) || !Array.isArray(data) || !data.every(Array.isArray)) return undefined;
  const keys = names.map(String);
  if (namesIn(keys).path === undefined) return undefined;
  return data.map((row: unknown[], at) => ({
    at: `data[${at}]`,
    value: Object.fromEntries(keys.map((key, column) => [key, row[column]])),
  }));
}

/** `{"path": {"0": "a.jpg"}, "label": {"0": "cat"}}`, or lists of one length instead of objects. */
function columns(value: Json): JsonEntry[] | undefined {
  const all = Object.entries(value).map(([key, column]) => [key, column] as const);
  if (!namesFile(value) || !all.every(([, column]) => typeof column === 'object' && column !== null))
    return undefined;
  const paths = Object.values(value[namesIn(Object.keys(value)).path as string] as object);
  if (!paths.every((path) => typeof path === 'string')) return undefined;
  const rows = [...new Set(all.flatMap(([, column]) => Object.keys(column as object)))];
  if (!all.every(([, column]) => !Array.isArray(column) || column.length === rows.length)) return undefined;
  return rows.map((row) => ({
    at: `[${row}]`,
    value: Object.fromEntries(all.map(([key, column]) => [key, (column as Json)[row]])),
  }));
}

/** Objects by their number (`{"0": {"path": "a.jpg"}}`), or by their path. */
function objectsByKey(value: Json): JsonEntry[] | undefined {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, each]) => isObject(each))) return undefined;
  const byPath = entries.every(([key]) => isImageName(key));
  if (!byPath && !entries.every(([, each]) => namesFile(each as Json))) return undefined;
  return entries.map(([key, each]) => ({
    at: `"${key}"`,
    value: byPath ? { ...(each as Json), path: key } : each,
  }));
}

/** `{"cat": ["a.jpg", "b.jpg"]}`: paths by class. */
function byClass(value: Json): JsonEntry[] | undefined {
  const entries = Object.entries(value);
  const isList = (each: unknown) => Array.isArray(each) && (each.length === 0 || byPaths(each) !== undefined);
  if (entries.length === 0 || !entries.every(([, each]) => isList(each))) return undefined;
  return entries.flatMap(([label, paths]) =>
    (paths as string[]).map((path, at) => ({ at: `"${label}"[${at}]`, value: { path, label } })),
  );
}

/** A list of objects under a key (`{"version": 1, "data": […]}`); `images` beside `annotations` is COCO's. */
function within(value: Json): JsonEntry[] | undefined {
  if ('annotations' in value) return undefined;
  const found = listKeys.filter((key) => Array.isArray(value[key]) && isRecords(value[key] as unknown[]));
  if (found.length !== 1) return undefined;
  return asEntries(value[found[0]] as unknown[]).map(({ at, value: each }) => ({
    at: `${found[0]}${at}`,
    value: each,
  }));
}

/** Any of these shapes for each split: `{"train": […], "test": […]}`; the entries get the name of their split. */
function bySplit(value: Json): JsonEntry[] | undefined {
  const splits = Object.entries(value);
  const areSplits = splits.length > 0 && splits.every(([key]) => splitOfName(key) !== undefined);
  if (!areSplits || new Set(splits.map(([key]) => splitOfName(key))).size < 2) return undefined;
  const all = splits.map(([split, each]) => ({ split, entries: entriesOf(each) }));
  if (!all.every(({ entries }) => entries !== null)) return undefined;
  return all.flatMap(({ split, entries }) =>
    (entries ?? []).map(({ at, value: each }) => ({
      at: `${split}${at}`,
      value: isObject(each)
        ? { ...each, ...(namesIn(Object.keys(each)).split === undefined && { split }) }
        : each,
    })),
  );
}
