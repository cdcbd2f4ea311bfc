import { parse } from 'csv-parse/sync';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { isImageName } from '../../../../data/decode/format/file-names';
import { noSplitYet } from '../rows/list-rows';

/** What the columns of a table without a header contain, as indices from 0. */
export interface ColumnPlaces {
  readonly columns: number;
  readonly path: number;
  readonly label: number;
  readonly split?: number;
  /** The first of the four columns with the corners of a box. */
  readonly box?: number;
}

/** How many rows are looked at. */
const mostRows = 500;
const mostCharacters = 65_536;
/** With at most this many rows, each may have a label of its own; with more, such values would be captions or measurements. */
const fewRows = 10;

/**
 * The columns of a table whose first line is a row like the others, by their contents (`TRAIN,images/1.jpg,cat`): one of names of pictures,
 * one of labels and maybe one of splits; another may number the rows. Undefined if that is ambiguous, as it is for columns of boxes.
 */
export function columnsByContent(text: string, delimiter: string): ColumnPlaces | undefined {
  const rows = rowsOf(text, delimiter);
  const columns = rows[0]?.length ?? 0;
  if (columns < 2 || rows.some((row) => row.length !== columns)) return undefined;
  const all = Array.from({ length: columns }, (_, at) => rows.map((row) => row[at].trim()));
  const where = (is: (values: readonly string[]) => boolean) => [...all.keys()].filter((at) => is(all[at]));
  const [paths, splits, counts] = [where(isOfPaths), where(isOfSplits), where(isCounting)];
  const box = boxIn(all);
  const isBox = (at: number) => box !== undefined && at >= box && at < box + 4;
  const rest = [...all.keys()].filter((at) => ![...paths, ...splits, ...counts].includes(at) && !isBox(at));
  const labels = rest.length === 2 ? rest.filter((at) => !numbersRows(all, at, rest)) : rest;
  if (paths.length !== 1 || splits.length > 1 || labels.length !== 1 || !isOfLabels(all[labels[0]]))
    return undefined;
  return {
    ...{ columns, path: paths[0], label: labels[0], box },
    ...(splits.length > 0 && { split: splits[0] }),
  };
}

/**
 * The first of four columns beside each other that are the corners of boxes (`a.jpg,10,20,50,60,cat`, as Keras RetinaNet has it): the second
 * corner lies right of and below the first. Undefined if there are none, or if several columns may begin them.
 */
function boxIn(all: readonly (readonly string[])[]): number | undefined {
  const found = [...all.keys()].filter((at) => areCorners(all.slice(at, at + 4)));
  return found.length === 1 ? found[0] : undefined;
}

function areCorners(four: readonly (readonly string[])[]): boolean {
  if (four.length < 4) return false;
  const rows = four[0].map((_, row) => four.map((column) => column[row]));
  const filled = rows.filter((values) => values.some((value) => value));
  const isBox = (values: readonly string[]) =>
    values.every((value) => /^\d+(?:\.\d+)?$/.test(value)) &&
    Number(values[0]) < Number(values[2]) &&
    Number(values[1]) < Number(values[3]);
  return filled.length > 0 && filled.every(isBox);
}

/** The first rows, without one that is cut off at the end of the piece. */
function rowsOf(text: string, delimiter: string): string[][] {
  const piece = text.slice(0, mostCharacters);
  const whole = piece.length < text.length ? piece.slice(0, piece.lastIndexOf('\n') + 1) : piece;
  try {
    return parse(whole, {
      ...{ delimiter, bom: true, to: mostRows, skip_empty_lines: true },
      ...{ relax_quotes: true, relax_column_count: true },
    });
  } catch {
    return [];
  }
}

/** Most values are names of pictures. A line may lack its name, which is reported with its number. */
function isOfPaths(values: readonly string[]): boolean {
  const names = values.filter((value) => value);
  return names.every(isImageName) && names.length * 2 > values.length;
}

const isOfSplits = (values: readonly string[]) =>
  values.every((value) => splitOfName(value) !== undefined || value === noSplitYet);

/** 0, 1, 2 …, or 1, 2, 3 … */
const isCounting = (values: readonly string[]) =>
  values.length > 2 &&
  values.every((value, at) => value === String(Number(values[0]) + at)) &&
  /^[01]$/.test(values[0]);

/**
 * Whether a column numbers the rows in any order, as MXNet's shuffled lists have it: its whole numbers are all different, and those of the
 * other column are not, or are written as `1.000000`.
 */
function numbersRows(all: readonly string[][], at: number, [first, second]: readonly number[]): boolean {
  const [values, others] = [all[at], all[at === first ? second : first]];
  const isMixed = new Set(others).size < others.length || others.every(isWhole);
  return isMixed && values.every((value) => /^\d+$/.test(value)) && new Set(values).size === values.length;
}

/** `1.000000`, as MXNet writes the number of a class, and `1,0`, as pandas does with decimal commas; `-1.0` for none. */
export const isWhole = (value: string): boolean => /^\s*-?\d+(?:\.0+|,0)\s*$/.test(value);

function isOfLabels(values: readonly string[]): boolean {
  const different = new Set(values);
  const repeats = values.length <= fewRows || different.size < values.length;
  // Measurements are not labels.
  return (
    repeats && values.some((value) => value) && !values.some((value) => /^-?\d*\.\d*[1-9]\d*$/.test(value))
  );
}
