import { type Note, note } from '../../../core/words/notes';
import type { ListNames } from './list-columns';
import type { ListRow } from './list-rows';

/** A row with the name of its label from a second column. */
export interface NamedRow {
  readonly row: ListRow;
  readonly named?: string;
}

const isNumber = (text: string) => /^\s*-?\d+(\.0*)?\s*$/.test(text);
const isSaid = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

/**
 * Replaces numeric labels by the names from another column (`label` 0, 1 beside `label_name`), so that the names are the classes. The rows
 * stay unchanged if the labels are not numbers, or if the names are numbers as well.
 */
export function labelledByName(
  rows: readonly NamedRow[],
  names: ListNames,
): { rows: ListRow[]; names: ListNames; notes: Note[] } {
  const plain = rows.map(({ row }) => row);
  const { label, labelName } = names;
  const as = { rows: plain, names: { ...names, labelName: undefined }, notes: [] };
  if (label === undefined || labelName === undefined) return as;
  const numbered = plain.every((row) => !isSaid(row.label) || isNumber(row.label));
  const named = rows.filter((row) => isSaid(row.named));
  if (!numbered || named.length === 0 || named.every((row) => isNumber(row.named as string))) return as;
  const byNumber = new Map(named.map(({ row, named: name }) => [row.label?.trim(), name]));
  const nameOf = ({ row, named: name }: NamedRow) => (isSaid(name) ? name : byNumber.get(row.label?.trim()));
  return {
    rows: rows.map((each) => ({ ...each.row, label: nameOf(each) ?? each.row.label })),
    names: { ...names, label: labelName, labelName: undefined },
    notes: [note('labels-by-name', { column: labelName, numbers: label })],
  };
}
