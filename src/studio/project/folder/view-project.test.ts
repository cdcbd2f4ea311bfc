import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, openProject, viewProject } from './project';

it('a project that another process has open can be looked at, and what that stores is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'view-'));
  const path = join(folder, 'project');
  const project = createProject(path);
  try {
    project.catalog.classes.ensure(['cat']);
    expect(() => openProject(path)).toThrow(expect.objectContaining({ code: 'project-in-use' }));
    const files = readdirSync(path).sort();
    const view = viewProject(path);
    project.catalog.classes.ensure(['dog']);
    expect(view.catalog.classes.list().map(({ name }) => name)).toEqual(['cat']);
    expect(view.refusal).toMatchObject({ code: 'viewed-while-open' });
    expect(() => view.catalog.classes.ensure(['cow'])).toThrow(
      expect.objectContaining({ code: 'viewed-while-open' }),
    );
    view.close();
    // The lock and the marker are those of the process that works, which goes on.
    expect(readdirSync(path).sort()).toEqual(files);
    expect(() => openProject(path)).toThrow(expect.objectContaining({ code: 'project-in-use' }));
    const again = viewProject(path);
    expect(again.catalog.classes.list().map(({ name }) => name)).toEqual(['cat', 'dog']);
    again.close();
  } finally {
    project.close();
  }
  const alone = viewProject(path);
  expect(alone.refusal).toBeNull();
  alone.close();
  rmSync(folder, { recursive: true });
});
