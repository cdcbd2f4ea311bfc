import type { Run } from '../../catalog';
import type { Project } from './project';

/** `wanted`, or `wanted 2`, `wanted 3` … where experiments of that name exist. */
export function nameFor(project: Project, wanted: string): string {
  let name = wanted;
  for (let number = 2; project.catalog.experiments.find(name); number++) name = `${wanted} ${number}`;
  return name;
}

/** The experiment that a run belongs to; null where it belongs to none, or its experiment was deleted since: the run's row stays. */
export function experimentNameOf({ catalog }: Project, { experimentId }: Run): string | null {
  return catalog.experiments.list().find(({ id }) => id === experimentId)?.name ?? null;
}
