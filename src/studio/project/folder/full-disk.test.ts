import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDisk, type SmallDisk, whyNoDisk } from '../../../../e2e/limits/small-disk';
import { createProject, openProject, type Project } from './project';

/** Writes files until no space is left. */
function fill(folder: string): void {
  for (const bytes of [2 ** 16, 1])
    for (let i = 0; ; i++)
      try {
        writeFileSync(join(folder, `fill-${bytes}-${i}`), Buffer.alloc(bytes));
      } catch {
        break;
      }
}

describe.skipIf(whyNoDisk !== null)('a project on a full disk', () => {
  let disk: SmallDisk;
  let folder: string;
  let project: Project | null = null;
  beforeEach(() => {
    disk = makeDisk(4096);
    folder = join(disk.folder, 'project');
    const made = createProject(folder);
    made.catalog.classes.add('kept');
    made.close();
    fill(disk.folder);
  });
  afterEach(() => {
    project?.close();
    disk.remove();
  });

  it('can be looked at, and says at the first change that the disk is full', () => {
    project = openProject(folder);
    expect(project.isReadOnly).toBe(true);
    expect(project.catalog.classes.list().map(({ name }) => name)).toEqual(['kept']);
    expect(() => project?.refuseReadOnly()).toThrow(/the disk is full\. Free some space/);
    expect(() => project?.catalog.classes.add('new')).toThrow(/the disk is full\. Free some space/);
  });

  it('can be worked on again once there is space', () => {
    openProject(folder).close();
    disk.resize(8192);
    project = openProject(folder);
    expect(project.isReadOnly).toBe(false);
    project.catalog.classes.add('new');
    expect(project.catalog.classes.list()).toHaveLength(2);
  });
});
