import { parse } from 'csv-parse/sync';

/** What the columns of a table of classes are called. */
const numberTitle =
  /^(?:id|index|idx|no|number|nr|key|#|(?:class|label|category)_?(?:id|index|idx|no|number))$/i;
export const nameTitle =
  /^(?:names?|labels?|class(?:es)?|categor(?:y|ies)|(?:class|label|category)_?names?|species|breed)$/i;

/** The classes of a table with a header (`id,name,family`): the names, and their numbers or synsets if a column has them. */
export interface ClassTable {
  readonly names: readonly string[];
  readonly keys: readonly string[] | null;
}

/** Reads lines as a table whose header names a column of names; null if they are none. */
export function classTable(lines: readonly string[]): ClassTable | null {
  for (const delimiter of [',', ';', '\t', '|']) {
    const [titles = [], ...rows] = rowsOf(lines, delimiter);
    if (titles.length < 2 || rows.length === 0 || !titles.every(isTitle)) continue;
    const columns = titles.map((title, at) => ({ title, values: rows.map((row) => row[at] ?? '') }));
    const named = columns.filter(
      ({ values }) => !areNumbers(values) && values.every((value) => value !== ''),
    );
    const names = named.find(({ title }) => nameTitle.test(title));
    const keys = columns.find(
      ({ title, values }) =>
        (numberTitle.test(title) && areDifferent(values)) || (nameTitle.test(title) && areNumbers(values)),
    );
    const isClear = keys !== undefined || titles.some((title) => numberTitle.test(title));
    if (names && isClear) return { names: names.values, keys: keys?.values ?? null };
  }
  return null;
}

/** A title has letters; a row of a table has a number where the header has the title of its column. */
const isTitle = (text: string) => text === '#' || /\p{L}/u.test(text);

const areDifferent = (values: readonly string[]) =>
  new Set(values).size === values.length && !values.includes('');

const areNumbers = (values: readonly string[]) =>
  areDifferent(values) && values.every((value) => /^\d+$/.test(value));

function rowsOf(lines: readonly string[], delimiter: string): string[][] {
  try {
    return parse(lines.join('\n'), { delimiter, trim: true, relax_quotes: true, relax_column_count: true });
  } catch {
    return [];
  }
}
