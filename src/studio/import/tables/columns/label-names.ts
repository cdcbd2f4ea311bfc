import { type Note, note } from '../../../../core/words/notes';
import type { ListRow } from '../rows/list-rows';
import type { ListNames } from './list-columns';

/** A row with the name of its label from a second column. */
export interface NamedRow {
  readonly row: ListRow;
  readonly named?: string;
}

const isNumber = (text: string) => /^\s*-?\d+(\.0*)?\s*$/.test(text);
const isSaid = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

/**
 * Replaces numeric labels by the names from another column (`label` 0, 1 beside `label_name` or `species`), so that the names are the
 * classes. The rows stay unchanged if the labels are not numbers, if the names are numbers as well, or if a number has several names or a
 * name several numbers: the column then has something else (a genus, a superclass), and classes would be merged.
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
  if (!isOneToOne(named)) return as;
  const nameOf = ({ row, named: name }: NamedRow) => (isSaid(name) ? name : byNumber.get(row.label?.trim()));
  return {
    rows: rows.map((each) => ({ ...each.row, label: nameOf(each) ?? each.row.label })),
    names: { ...names, label: labelName, labelName: undefined },
    notes: [note('labels-by-name', { column: labelName, numbers: label })],
  };
}

/** Whether each number has one name and each name one number, among the rows that have both. */
function isOneToOne(rows: readonly NamedRow[]): boolean {
  const [names, numbers] = [new Map<string, string>(), new Map<string, string>()];
  return rows.every(({ row, named = '' }) => {
    if (!isSaid(row.label)) return true;
    const [number, name] = [String(Number(row.label)), named.trim()];
    const isSame = (names.get(number) ?? name) === name && (numbers.get(name) ?? number) === number;
    names.set(number, name);
    numbers.set(name, number);
    return isSame;
  });
}
