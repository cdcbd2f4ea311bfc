import type { Migration } from './migration';

/** The groups that lists name are looked up by name when images are added to them. */
export const givenGroups: Migration = {
  version: 25,
  name: 'given-groups',
  sql: `
    CREATE INDEX images_by_given_group ON images(given_group, split) WHERE given_group IS NOT NULL;
  `,
};
