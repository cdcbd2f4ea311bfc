import type { Issue } from '../../catalog';
import { messageOf } from '../../core/errors';
import { type Note, note } from '../../core/words/notes';
import { ClassColumns } from './class-columns';
import { classKeys, columnsRead, type ListNames, namesIn } from './list-columns';
import { type ListRow, lineOf } from './list-rows';
import { issueAt } from './listing';
import { marksIn, type ReadRows, withoutStop } from './read-rows';
import { splitOfFlags } from './split-flags';

/** The rows of JSON Lines. A line that cannot be used is named. */
export function jsonRows(file: string, text: string): ReadRows {
  const problems: Issue[] = [];
  const rows: ListRow[] = [];
  const others = new Set<string>();
  const classColumns = new ClassColumns();
  let all: ListNames | undefined;
  let own = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      const value = JSON.parse(line) as Record<string, unknown>;
      if (typeof value !== 'object' || value === null) throw new BadRow(note('row-needs-path', {}));
      const keys = Object.keys(value);
      const names = namesIn(keys);
      if (typeof value[names.path ?? ''] !== 'string') throw new BadRow(note('row-needs-path', {}));
      own ||= ['source', 'state'].every((key) => keys.includes(key));
      const { star, tags, note: text } = value;
      const marks = own ? marksIn({ star, tags, note: text }) : undefined;
      const used = columnsRead(names);
      for (const key of keys) if (!used.has(key)) others.add(key);
      const row = {
        label: optional(value, names.label),
        split: optional(value, names.split) ?? splitOfFlags(names.flags, (key) => optional(value, key)),
        group: optional(value, names.group),
      };
      rows.push({
        place: lineOf(file, index + 1),
        path: value[names.path as string] as string,
        ...row,
        source: own ? (value.source as { kind?: string } | null)?.kind : undefined,
        ...(marks && { marks }),
      });
      all = { ...names, ...all, label: all?.label ?? names.label, split: all?.split ?? names.split };
      if (!own) classColumns.add(classKeys(keys, names), (key) => plainText(value[key]));
    } catch (error) {
      const wrong =
        error instanceof BadRow ? error.note : note('bad-row', { reason: withoutStop(messageOf(error)) });
      problems.push(issueAt(lineOf(file, index + 1), wrong));
    }
  }
  const names = all ?? namesIn([]);
  return { rows, names, problems, own, classColumns, others: own ? [] : [...others] };
}

function optional(value: Record<string, unknown>, key: string | undefined): string | undefined {
  const field = key === undefined ? undefined : (value[key] ?? undefined);
  if (field === undefined || typeof field === 'string') return field;
  if (typeof field === 'number' || typeof field === 'boolean') return String(field);
  throw new BadRow(note('row-not-text', { key: String(key) }));
}

/** A value as a table would have it; what is no value of a table is no yes or no. */
function plainText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : typeof value === 'object' ? '{}' : String(value);
}

/** A line that cannot be used, and why. */
class BadRow extends Error {
  constructor(readonly note: Note) {
    super(note.code);
  }
}
