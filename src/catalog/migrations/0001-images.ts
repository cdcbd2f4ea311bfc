import type { Migration } from './migration';

/** What a project is made of before any training: sources, images, classes and labels with their history. */
export const images: Migration = {
  version: 1,
  name: 'images',
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE sources (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      path TEXT NOT NULL UNIQUE,   -- the folder or the list file, absolute
      root TEXT NOT NULL,          -- image paths are relative to this folder
      split TEXT,                  -- the split of every image; null where a list names it by row
      added_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE imports (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES sources(id),
      state TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      report TEXT
    ) STRICT;
    CREATE INDEX imports_by_source ON imports(source_id, id);

    -- What is wrong with a source and is no image: a line of a list, a folder that links to itself.
    CREATE TABLE issues (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES sources(id),
      place TEXT NOT NULL,
      code TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX issues_by_source ON issues(source_id, id);

    CREATE TABLE classes (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,   -- normalised to NFC
      color TEXT NOT NULL,
      hotkey TEXT,
      position INTEGER NOT NULL    -- the class's column in a model's output
    ) STRICT;

    CREATE TABLE images (
      id INTEGER PRIMARY KEY,
      source_id INTEGER NOT NULL REFERENCES sources(id),
      path TEXT NOT NULL,
      size INTEGER,                -- bytes; null where the file was never read
      mtime_ms INTEGER,
      format TEXT,
      width INTEGER,
      height INTEGER,
      content_hash BLOB,
      perceptual_hash BLOB,
      given_split TEXT NOT NULL,   -- what the source said; a drawn split changes only the next column
      split TEXT NOT NULL,
      class_id INTEGER REFERENCES classes(id),
      state TEXT NOT NULL,
      code TEXT,
      reason TEXT,
      twin_id INTEGER REFERENCES images(id),  -- the image that is kept instead of a duplicate or leak
      UNIQUE (source_id, path)
    ) STRICT;
    CREATE INDEX images_by_split ON images(split, state, class_id);
    CREATE INDEX images_by_state ON images(state) WHERE state <> 'ok';
    CREATE INDEX images_by_hash ON images(content_hash) WHERE content_hash IS NOT NULL;

    -- Every label ever set; a null class takes the label away. The newest is copied to images.class_id.
    CREATE TABLE labels (
      id INTEGER PRIMARY KEY,
      image_id INTEGER NOT NULL REFERENCES images(id),
      class_id INTEGER REFERENCES classes(id),
      who TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX labels_by_image ON labels(image_id, id);
    CREATE TRIGGER labels_set_class AFTER INSERT ON labels BEGIN
      UPDATE images SET class_id = NEW.class_id WHERE id = NEW.image_id AND class_id IS NOT NEW.class_id;
    END;
  `,
};
