import type { Migration } from './migration';

/**
 * A class that was merged into another stays, because models have it as an output. A run records how many outputs its model has. A source
 * that was removed stays while images of it are still known.
 */
export const mergedClasses: Migration = {
  version: 7,
  name: 'merged-classes',
  sql: `
    ALTER TABLE classes ADD COLUMN merged_into INTEGER REFERENCES classes(id);
    UPDATE classes SET hotkey = '0' WHERE position = 9 AND hotkey IS NULL
      AND NOT EXISTS (SELECT 1 FROM classes WHERE hotkey = '0');

    ALTER TABLE runs ADD COLUMN outputs INTEGER;  -- classes of its model, by position; null before its training began
    UPDATE runs SET outputs = coalesce(
      (SELECT json_array_length(l.classes) FROM labelling_runs l WHERE l.run_id = runs.id ORDER BY l.id LIMIT 1),
      (SELECT count(*) FROM classes)) WHERE state <> 'queued';

    ALTER TABLE sources ADD COLUMN removed_at INTEGER;
  `,
};
