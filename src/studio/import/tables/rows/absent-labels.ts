import { type Note, note } from '../../../../core/words/notes';
import type { ListRow } from './list-rows';
import { rowsByImage } from './object-rows';

/** A column that says how sure a label is (`ImageID,Source,LabelName,Confidence` of Open Images). */
export const presenceKey = (keys: readonly string[]): string | undefined =>
  keys.find((key) => /^confidences?$/i.test(key.trim()));

/**
 * Removes the labels that a list says are wrong: in Open Images a confidence of 0 means that a person looked and the class is not there. Such
 * a list has a row for each image and class, so each image gets one row, and is set aside if it shows several classes. A column whose values
 * are all 0 says nothing.
 */
export function withoutAbsent(rows: readonly ListRow[]): { rows: readonly ListRow[]; notes: Note[] } {
  const isAbsent = ({ presence }: ListRow) => /^0(?:\.0*)?$/.test(presence?.trim() ?? '');
  const absent = rows.filter(isAbsent).length;
  if (absent === 0 || rows.every((row) => isAbsent(row) || !row.presence?.trim())) return { rows, notes: [] };
  const plain = rows.map((row) => (isAbsent(row) ? { ...row, label: undefined } : row));
  return { rows: rowsByImage(plain), notes: [note('labels-absent', { labels: absent })] };
}
