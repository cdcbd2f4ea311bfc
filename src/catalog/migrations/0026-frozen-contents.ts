import type { Migration } from './migration';

/** A frozen set of images holds their contents: another picture under the same path was never chosen for it. */
export const frozenContents: Migration = {
  version: 26,
  name: 'frozen-contents',
  sql: `
    ALTER TABLE test_set_images ADD COLUMN content_hash BLOB;  -- as it was when the set was made
    UPDATE test_set_images SET content_hash = (SELECT i.content_hash FROM images i WHERE i.id = image_id);
  `,
};
