import type { ClassNames } from '../listing/class-names';
import type { ListRow } from './list-rows';
import { severalClassesNote } from './several-classes';

/** `['cat', 'dog']`, `["cat"]`, `{'cat'}`, `('cat',)`: quoted names between brackets, and nothing else. */
const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
const literal = /^(?:\[.*\]|\{.*\}|\(.*\))$/s;

/**
 * A row whose label is a list as Python or JSON write one, which pandas puts into a table as text (Keras' `flow_from_dataframe` reads such):
 * the label is the one name in it, several put the image aside.
 */
export function withoutBrackets(row: ListRow, names: ClassNames): ListRow {
  const text = row.label?.trim() ?? '';
  if (row.problem || !literal.test(text) || names.has(text)) return row;
  const inside = text.slice(1, -1);
  if (!/^[\s,]*$/.test(inside.replace(quoted, ''))) return row;
  const labels = [...inside.matchAll(quoted)].map(([, single, double]) =>
    (single ?? double ?? '').replace(/\\(['"\\])/g, '$1').trim(),
  );
  const several = [...new Set(labels)];
  return several.length > 1
    ? { ...row, label: undefined, problem: severalClassesNote(several) }
    : { ...row, label: several[0] };
}
