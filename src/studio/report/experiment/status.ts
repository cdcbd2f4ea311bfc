import type { Split } from '../../../catalog';
import type { Project } from '../../project/folder/project';
import { type ExperimentSummary, summariseExperiment } from './summary';

export interface ProjectStatus {
  readonly folder: string;
  readonly classes: readonly { name: string; images: number }[];
  readonly splits: readonly { split: Split; usable: number; putAside: number }[];
  readonly experiments: readonly ExperimentSummary[];
}

export function projectStatus(project: Project): ProjectStatus {
  const { catalog } = project;
  const counts = catalog.splits.counts();
  const sum = (of: typeof counts) => of.reduce((total, { images }) => total + images, 0);
  const splits = [...new Set(counts.map(({ split }) => split))];
  return {
    folder: project.folder,
    classes: catalog.classes.active().map(({ id, name }) => ({
      name,
      images: sum(counts.filter(({ classId, state }) => classId === id && state === 'ok')),
    })),
    splits: splits.map((split) => {
      const own = counts.filter((count) => count.split === split);
      const usable = sum(own.filter(({ state }) => state === 'ok'));
      return { split, usable, putAside: sum(own) - usable };
    }),
    experiments: catalog.experiments
      .list()
      .reverse()
      .map(({ id }) => summariseExperiment(project, id)),
  };
}
