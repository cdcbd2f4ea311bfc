import { basename } from 'node:path';
import type { Issue } from '../../../../catalog';
import { messageOf } from '../../../../core/errors';
import { type Note, note } from '../../../../core/words/notes';
import type { LabelSource } from '../../../lists/label-row';
import { refuseTooManyRows } from '../../../lists/row-room';
import { issueAt } from '../../listing/listing';
import { ClassColumns } from '../columns/class-columns';
import { FlagColumns } from '../columns/flag-columns';
import { labelledByName, type NamedRow } from '../columns/label-names';
import { classKeys, columnsRead, type ListNames, namesIn } from '../columns/list-columns';
import { maybeSplitKeys, SplitColumn } from '../columns/split-column';
import { lineOf } from '../rows/list-rows';
import { entriesIn, type JsonEntry } from './json-shapes';
import { marksIn, type ReadRows, withoutStop } from './read-rows';

/** The values of JSON Lines, or of one JSON in any of the shapes of `json-shapes.ts`; each with its place for messages. */
function* valuesIn(file: string, text: string): Generator<{ place: string; read: () => unknown }> {
  const whole = wholeJson(text);
  if (whole === null) {
    for (const [index, line] of text.split(/\r?\n/).entries())
      if (line.trim() !== '') yield { place: lineOf(file, index + 1), read: () => JSON.parse(line) };
  } else for (const { at, value } of whole) yield { place: `${basename(file)} ${at}`, read: () => value };
}

/** The entries of a single JSON; null for anything else, including JSON Lines with only one line. */
function wholeJson(text: string): readonly JsonEntry[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return entriesIn(JSON.parse(text));
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a JSON file is a list of pictures without being JSON Lines. */
export const isJsonList = (text: string): boolean => wholeJson(text) !== null;

/** What an export of this program says about the source of a label. */
const ownSources: ReadonlySet<unknown> = new Set<LabelSource['kind']>([
  ...(['none', 'import', 'person', 'pseudo-label', 'review'] as const),
]);

/** Whether this program wrote a line, whose contents are exact; other programs may also call columns `source` and `state`. */
function isOwn({ source, ...value }: Record<string, unknown>): boolean {
  const hasAll = ['path', 'label', 'split', 'state'].every((key) => Object.hasOwn(value, key));
  return hasAll && isObject(source) && ownSources.has((source as { kind?: unknown }).kind);
}

/** The rows of JSON Lines and of `isJsonList`. A line that cannot be used is reported. Throws `list-too-many-rows`. */
export function jsonRows(file: string, text: string): ReadRows {
  refuseTooManyRows(file, text);
  const problems: Issue[] = [];
  const read: NamedRow[] = [];
  const others = new Set<string>();
  const classColumns = new ClassColumns();
  const flagColumns = new FlagColumns();
  const splitColumn = new SplitColumn();
  let all: ListNames | undefined;
  let own = false;
  for (const { place, read: parsed } of valuesIn(file, text)) {
    try {
      const value = parsed() as Record<string, unknown>;
      if (typeof value !== 'object' || value === null) throw new BadRow(note('row-needs-path', {}));
      const keys = Object.keys(value);
      const names = namesIn(keys);
      if (typeof value[names.path ?? ''] !== 'string') throw new BadRow(note('row-needs-path', {}));
      own ||= isOwn(value);
      const { star, tags, note: text } = value;
      const marks = own ? marksIn({ star, tags, note: text }) : undefined;
      const used = columnsRead(names);
      for (const key of keys) if (!used.has(key)) others.add(key);
      const flags = new Map(names.flags.map(({ key }) => [key, optional(value, key)]));
      const row = {
        label: optional(value, names.label),
        split: optional(value, names.split),
        group: optional(value, names.group),
      };
      read.push({
        row: {
          place,
          path: value[names.path as string] as string,
          ...row,
          source: own ? (value.source as { kind?: string } | null)?.kind : undefined,
          ...(marks && { marks }),
        },
        named:
          own || typeof value[names.labelName ?? ''] !== 'string'
            ? undefined
            : String(value[names.labelName as string]),
      });
      all = { ...names, ...all, label: all?.label ?? names.label, split: all?.split ?? names.split };
      flagColumns.add(names.flags, (key) => flags.get(key));
      const other = (key: string) => plainText(value[key]);
      if (!own) classColumns.add(classKeys(keys, names), other);
      splitColumn.add(own ? [] : maybeSplitKeys(keys, names), other);
    } catch (error) {
      const wrong =
        error instanceof BadRow ? error.note : note('bad-row', { reason: withoutStop(messageOf(error)) });
      problems.push(issueAt(place, wrong));
    }
  }
  const flagged = flagColumns.read(read, all ?? namesIn([]), classColumns);
  for (const key of flagged.dropped) others.add(key);
  const split = splitColumn.read(flagged.rows, flagged.names);
  const labelled = labelledByName(split.rows, split.names);
  const { label } = labelled.names;
  if (all?.label !== undefined && all.label !== label) others.add(all.label);
  const passedOver = [...others].filter((key) => key !== label && key !== labelled.names.split);
  return { ...labelled, problems, own, classColumns, others: own ? [] : passedOver };
}

function optional(value: Record<string, unknown>, key: string | undefined): string | undefined {
  const given = key === undefined ? undefined : (value[key] ?? undefined);
  const field: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  if (field === undefined || typeof field === 'string') return field;
  if (typeof field === 'number' || typeof field === 'boolean') return String(field);
  throw new BadRow(note('row-not-text', { key: String(key) }));
}

/** A value as a table would have it; objects become a text that is neither yes nor no. */
function plainText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : typeof value === 'object' ? '{}' : String(value);
}

/** A line that cannot be used, and why. */
class BadRow extends Error {
  constructor(readonly note: Note) {
    super(note.code);
  }
}
