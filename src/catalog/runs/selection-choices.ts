import type { SelectionChoice } from '../../core/selection';
import { classThresholdsSchema } from '../../core/stored/columns';
import { build, type Connection } from '../database/connection';
import { fromText } from '../database/json';

/** The filter and balance that a person set in place of the recipe's, one choice for each labelling. */
export class SelectionChoiceQueries {
  constructor(private readonly connection: Connection) {}

  get(labellingRunId: number): SelectionChoice | undefined {
    const row = this.connection.get(
      build
        .selectFrom('selection_choices')
        .select(['threshold', 'class_thresholds', 'ood_limit', 'quota', 'duplicate', 'max_copies'])
        .where('labelling_run_id', '=', labellingRunId),
    );
    return (
      row && {
        threshold: row.threshold,
        classThresholds: fromText(row.class_thresholds, classThresholdsSchema),
        oodLimit: row.ood_limit,
        quota: row.quota ?? 'auto',
        duplicate: row.duplicate === 1,
        maxCopies: row.max_copies,
      }
    );
  }

  /** Restores the recipe's filter and balance. */
  clear(labellingRunId: number): void {
    this.connection.run(build.deleteFrom('selection_choices').where('labelling_run_id', '=', labellingRunId));
  }

  /** Sets them without an undoable step; `ReviewQueries.choose` makes one. */
  set(labellingRunId: number, choice: SelectionChoice, who: string): void {
    const values = {
      threshold: choice.threshold,
      class_thresholds: JSON.stringify(choice.classThresholds),
      ood_limit: choice.oodLimit,
      quota: choice.quota === 'auto' ? null : choice.quota,
      duplicate: choice.duplicate ? 1 : 0,
      max_copies: choice.maxCopies,
      who,
      at: Date.now(),
    };
    this.connection.run(
      build
        .insertInto('selection_choices')
        .values({ labelling_run_id: labellingRunId, ...values })
        .onConflict((conflict) => conflict.column('labelling_run_id').doUpdateSet(values)),
    );
  }
}
