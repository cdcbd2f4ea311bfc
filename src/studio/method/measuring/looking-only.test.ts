import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { resolveRecipe } from '../../../core/recipe';
import type { StudioContext } from '../../project/context';
import { createProject } from '../../project/project';
import { labelPool } from '../pool/label-pool';
import { evaluateRun } from './evaluate';

it('what cannot be kept is refused before it is computed, in a project that is open for looking only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'looking-only-'));
  const project = createProject(join(folder, 'project'));
  try {
    Object.defineProperty(project, 'isReadOnly', { value: true });
    // Nothing of it is asked for: neither its model nor an engine.
    const run = {} as Run;
    const context = { project, tell: () => {} } as unknown as StudioContext;
    const refused = { code: 'opened-read-only' };
    await expect(evaluateRun(context, run)).rejects.toMatchObject(refused);
    await expect(labelPool(context, run, resolveRecipe('quick-cpu'), null)).rejects.toMatchObject(refused);
  } finally {
    project.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
