import type { z } from 'zod';
import { studioError } from '../../core/errors';
import { selectionSettingsSchema, selectionSummarySchema } from '../../core/stored/columns';
import type { SelectionSummary } from '../../core/stored/selection-summary';
import { build, type Connection } from '../database/connection';
import { fromText } from '../database/json';
import type { SelectionState } from '../database/schema';

/** What filter and balance kept from a labelling run. */
export interface SelectionRow {
  readonly id: number;
  readonly labellingRunId: number;
  readonly iterationId: number | null;
  readonly settings: Readonly<z.infer<typeof selectionSettingsSchema>>;
  readonly summary: SelectionSummary;
  readonly createdAt: number;
}

export interface SelectionItem {
  readonly imageId: number;
  readonly classId: number;
  readonly state: SelectionState;
  /** How many times a student sees the image in one epoch. */
  readonly copies: number;
}

const columns = [
  'id',
  'labelling_run_id as labellingRunId',
  'iteration_id as iterationId',
  'settings',
  'summary',
  'created_at as createdAt',
] as const;

const insertItem =
  'INSERT INTO selection_items (selection_id, image_id, class_id, state, copies) VALUES (?, ?, ?, ?, ?)';

export class SelectionQueries {
  constructor(private readonly connection: Connection) {}

  /** Stores a selection with all its items in one transaction; returns its id. */
  create(selection: {
    labellingRunId: number;
    iterationId: number | null;
    settings: unknown;
    summary: unknown;
    items: Iterable<SelectionItem>;
  }): number {
    return this.connection.transaction(() => {
      const row = {
        labelling_run_id: selection.labellingRunId,
        iteration_id: selection.iterationId,
        settings: JSON.stringify(selection.settings),
        summary: JSON.stringify(selection.summary),
        created_at: Date.now(),
      };
      const { id } = this.connection.run(build.insertInto('selections').values(row));
      const values = function* () {
        for (const { imageId, classId, state, copies } of selection.items)
          yield [id, imageId, classId, state, copies];
      };
      this.connection.executeMany(insertItem, values());
      return id;
    });
  }

  /** Throws `unknown-selection`. */
  get(id: number): SelectionRow {
    const row = this.connection.get(build.selectFrom('selections').select(columns).where('id', '=', id));
    if (!row) throw studioError('unknown-selection', { id: String(id) });
    return parsed(row);
  }

  /** The newest selection of an iteration, or of the whole catalog. */
  latest(iterationId?: number): SelectionRow | undefined {
    let query = build.selectFrom('selections').select(columns).orderBy('id', 'desc').limit(1);
    if (iterationId !== undefined) query = query.where('iteration_id', '=', iterationId);
    const row = this.connection.get(query);
    return row && parsed(row);
  }

  /** Items by image id: all of them, or those in one state. */
  items(selectionId: number, state?: SelectionState): SelectionItem[] {
    let query = build
      .selectFrom('selection_items')
      .select(['image_id as imageId', 'class_id as classId', 'state', 'copies'])
      .where('selection_id', '=', selectionId)
      .orderBy('image_id');
    if (state !== undefined) query = query.where('state', '=', state);
    return this.connection.all(query);
  }
}

function parsed(
  row: Omit<SelectionRow, 'settings' | 'summary'> & { settings: string; summary: string },
): SelectionRow {
  return {
    ...row,
    settings: fromText(row.settings, selectionSettingsSchema),
    summary: fromText(row.summary, selectionSummarySchema),
  };
}
