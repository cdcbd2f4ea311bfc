import { csvText } from '../../core/words/csv';
import type { StudyOutcome } from './study-outcomes';

const columns = ['study', 'arm', 'seed', 'state', 'first', 'last', 'balanced', 'seconds'] as const;

/** One line for each run of a study, with accuracies as shares. */
export function studyCsv({ study, cells }: StudyOutcome): string {
  return csvText(
    columns,
    cells.map((cell) => ({ study: study.name, ...cell })),
  );
}
