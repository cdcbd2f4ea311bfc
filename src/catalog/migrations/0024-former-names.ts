import type { Migration } from './migration';

/** Names that classes had before they were renamed: an import whose files still have such a name means the class. */
export const formerNames: Migration = {
  version: 24,
  name: 'former-names',
  sql: `
    CREATE TABLE former_names (
      name TEXT PRIMARY KEY,
      class_id INTEGER NOT NULL REFERENCES classes(id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX former_names_by_class ON former_names (class_id);
  `,
};
