import type { Migration } from './migration';

/**
 * Pictures that a person excluded from everything. Like marks, this belongs to the content of a file, not to its place: a picture that is
 * imported again, moved or copied stays excluded. Excluding is a step in the same history as setting labels.
 */
export const exclusions: Migration = {
  version: 23,
  name: 'exclusions',
  sql: `
    CREATE TABLE excluded_pictures (
      hash BLOB PRIMARY KEY,       -- the content of the image's file
      who TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- A number is not given twice: the window remembers steps by theirs, also such as were undone and forgotten since.
    CREATE TABLE numbered_steps (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      class_id INTEGER REFERENCES classes(id),  -- null: labels were taken away, or the step was of another kind
      images INTEGER NOT NULL,
      undone INTEGER NOT NULL,
      mark INTEGER,                -- the tag that the step gave or took away, 0 for the star; null for other steps
      given INTEGER,               -- of such a step: 1 gave it, 0 took it away
      note TEXT,                   -- the note that the step gave; empty where it took notes away
      at INTEGER,                  -- of a step of marks: when it was made
      excluded INTEGER             -- 1 excluded images, 0 brought them back; null for other steps
    ) STRICT;
    INSERT INTO numbered_steps (id, class_id, images, undone, mark, given, note, at)
      SELECT id, class_id, images, undone, mark, given, note, at FROM label_steps;
    DROP TABLE label_steps;
    ALTER TABLE numbered_steps RENAME TO label_steps;
  `,
};
