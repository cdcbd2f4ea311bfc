import type { ClassNames } from '../../listing/class-names';
import type { ListRow } from './list-rows';
import { severalClassesNote } from './several-classes';

/** `['cat', 'dog']`, `["cat"]`, `{'cat'}`, `('cat',)`: quoted names between brackets, and nothing else; `[0]`, `[0, 1]`, `[0 1]`, `(0,)`: numbers. */
const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
const numbers = /^[\s,]*[+-]?\d+(?:\.\d*)?(?:[\s,]+[+-]?\d+(?:\.\d*)?)*[\s,]*$/;
const literal = /^(?:\[.*\]|\{.*\}|\(.*\))$/s;

/**
 * Replaces a label that is a list in Python or JSON notation, which pandas writes into a table as text (Keras' `flow_from_dataframe` reads
 * it): a single name in it is the label, and with several the image is set aside. With `all`, names need no quotes.
 */
export function withoutBrackets(row: ListRow, names: ClassNames, all = false): ListRow {
  const text = row.label?.trim() ?? '';
  if (row.problem || !literal.test(text) || names.has(text)) return row;
  const within = namesWithin(text);
  const several = [...new Set(within.length === 0 && all ? partsWithin(text) : within)];
  if (several.length === 0 && !/^[\s,]*$/.test(text.slice(1, -1))) return row;
  return several.length > 1
    ? { ...row, label: undefined, problem: severalClassesNote(several) }
    : { ...row, label: several[0] };
}

/** Whether all labels of a list are in square brackets, so that names in them need no quotes (Make Sense's `[cat]`, `[cat,dog]`). */
export function bracketsAll(rows: readonly ListRow[]): boolean {
  const labels = rows.flatMap(({ label }) => label?.trim() || []);
  return labels.length > 1 && labels.every((label) => /^\[[^[\]]*\]$/.test(label));
}

const partsWithin = (text: string) =>
  text
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The names or numbers between brackets; none if something else is there. */
function namesWithin(text: string): string[] {
  const inside = text.slice(1, -1);
  if (numbers.test(inside)) return inside.split(/[\s,]+/).filter((each) => each !== '');
  if (!/^[\s,]*$/.test(inside.replace(quoted, ''))) return [];
  return [...inside.matchAll(quoted)].map(([, single, double]) =>
    (single ?? double ?? '').replace(/\\(['"\\])/g, '$1').trim(),
  );
}
