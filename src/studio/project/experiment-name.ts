import type { Project } from './project';

/** `wanted`, or `wanted 2`, `wanted 3` … where experiments of that name exist. */
export function nameFor(project: Project, wanted: string): string {
  let name = wanted;
  for (let number = 2; project.catalog.experiments.find(name); number++) name = `${wanted} ${number}`;
  return name;
}
