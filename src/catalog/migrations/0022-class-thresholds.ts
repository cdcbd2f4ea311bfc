import type { Migration } from './migration';

/** Confidence thresholds of single classes, as a person set them for a labelling. */
export const classThresholds: Migration = {
  version: 22,
  name: 'class-thresholds',
  sql: `
    ALTER TABLE selection_choices ADD COLUMN class_thresholds TEXT NOT NULL DEFAULT '[]';  -- JSON: ids of classes, thresholds
  `,
};
