import type { StudyOutcome } from './study-outcomes';

const columns = ['study', 'arm', 'seed', 'state', 'first', 'last', 'balanced', 'seconds'] as const;

/** A line for each run of a study, accuracies as shares; what is not known is empty. */
export function studyCsv({ study, cells }: StudyOutcome): string {
  const lines = cells.map((cell) => {
    const row = { study: study.name, ...cell };
    return columns.map((column) => field(row[column])).join(',');
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Quoted where it has to be (RFC 4180); text that a spreadsheet would take for a formula begins with an apostrophe. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
