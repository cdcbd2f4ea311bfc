import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { JobView } from './jobs';

export interface ProjectView {
  readonly folder: string;
  readonly name: string;
}

export interface RecentProject extends ProjectView {
  readonly openedAt: number;
  /** False where the folder is gone, or on a disk that is not there. */
  readonly exists: boolean;
}

const folder = z.string().min(1).max(4096);

export const projectContract = {
  current: oc.output(type<ProjectView | null>()),
  recent: oc.output(type<RecentProject[]>()),
  forget: oc.input(z.object({ folder })).output(type<RecentProject[]>()),
  /** Opens a project in place of the one that is open. Refused (`job-running`) while a job runs. */
  open: oc.input(z.object({ folder })).output(type<ProjectView>()),
  create: oc.input(z.object({ folder, name: z.string().trim().min(1).max(100) })).output(type<ProjectView>()),
  /** Makes or opens the demo's project; a job writes and imports its images where they are not there yet. */
  openDemo: oc
    .input(z.object({ quick: z.boolean() }))
    .output(type<{ project: ProjectView; job: JobView | null }>()),
  close: oc.output(type<null>()),
};
