import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { resolveRecipe } from '../../../core/recipe';
import type { StudioContext } from '../../project/context/context';
import { createProject } from '../../project/folder/project';
import { labelPool } from '../pool/label-pool';
import { evaluateRun } from './evaluate';

it('what cannot be kept is refused before it is computed, in a project that is open for looking only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'looking-only-'));
  const project = createProject(join(folder, 'project'));
  try {
    Object.defineProperty(project, 'refusal', {
      value: studioError('opened-read-only', { folder: project.folder }),
    });
    // The calls are refused before they use the run's model or an engine.
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
