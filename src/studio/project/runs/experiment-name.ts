import type { Run } from '../../../catalog';
import type { Project } from '../folder/project';

/** `wanted`, or `wanted 2`, `wanted 3` … if experiments with that name exist. */
export function nameFor(project: Project, wanted: string): string {
  let name = wanted;
  for (let number = 2; project.catalog.experiments.find(name); number++) name = `${wanted} ${number}`;
  return name;
}

/**
 * The name of the experiment that a run belongs to; null if it belongs to none, or if its experiment was deleted since, because the run's
 * row stays.
 */
export function experimentNameOf({ catalog }: Project, { experimentId }: Run): string | null {
  return catalog.experiments.list().find(({ id }) => id === experimentId)?.name ?? null;
}
