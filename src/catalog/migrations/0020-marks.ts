import type { Migration } from './migration';

/**
 * Tags, stars and notes of images. They belong to the content of a file, not to its place: a picture that is imported again, moved or
 * copied keeps them. Only marked pictures have rows. Setting a mark is a step in the same history as setting labels.
 */
export const marks: Migration = {
  version: 20,
  name: 'marks',
  sql: `
    CREATE TABLE tags (
      id INTEGER PRIMARY KEY AUTOINCREMENT,  -- a filter that names a deleted tag must not come to mean another one
      name TEXT NOT NULL UNIQUE COLLATE NOCASE
    ) STRICT;
    CREATE TABLE marks (
      mark INTEGER NOT NULL,       -- a tag; 0 is the star
      hash BLOB NOT NULL,          -- the content of the image's file
      PRIMARY KEY (mark, hash)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX marks_by_hash ON marks(hash);
    CREATE TABLE image_notes (
      hash BLOB PRIMARY KEY,
      note TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE label_steps ADD COLUMN mark INTEGER;   -- the tag that the step gave or took away, 0 for the star; null for other steps
    ALTER TABLE label_steps ADD COLUMN given INTEGER;  -- of such a step: 1 gave it, 0 took it away
    ALTER TABLE label_steps ADD COLUMN note TEXT;      -- the note that the step gave; empty where it took notes away
    ALTER TABLE label_steps ADD COLUMN at INTEGER;     -- of a step of marks: when it was made
    CREATE TABLE mark_step_images (
      step_id INTEGER NOT NULL REFERENCES label_steps(id) ON DELETE CASCADE,
      hash BLOB NOT NULL,
      note TEXT,                   -- the note before the step
      PRIMARY KEY (step_id, hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE saved_filters (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      filter TEXT NOT NULL
    ) STRICT;
  `,
};
