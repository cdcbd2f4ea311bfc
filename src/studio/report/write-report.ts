import { resolve } from 'node:path';
import { removeLeftBeside } from '../../files/durable/durable';
import { writeWhole } from '../../files/durable/write-whole';
import type { Project } from '../project/folder/project';
import { gatherReport } from './gathering/gather-report';
import type { PoolTruth } from './gathering/pool-truth';
import { renderReport } from './render';

/** Writes the report of an experiment as one self-contained HTML file, replacing an earlier report. Returns its absolute path. */
export async function writeReport(
  project: Project,
  experimentId: number,
  target: string,
  truth?: PoolTruth,
): Promise<string> {
  const file = resolve(target);
  removeLeftBeside(file);
  await writeWhole(file, renderReport(await gatherReport(project, experimentId, truth)));
  return file;
}
