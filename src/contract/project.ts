import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure, JobView } from './jobs';

export interface ProjectView {
  readonly folder: string;
  readonly name: string;
  /** Whether its folder cannot be written: the project can then only be viewed and exported. */
  readonly readOnly: boolean;
}

/** A backup of a project's catalog, and what is in it. */
export interface BackupView {
  readonly name: string;
  readonly madeAt: number;
  readonly reason: 'day' | 'end' | 'work' | 'version' | 'hand' | 'salvaged';
  readonly images: number;
  /** Images with a class. */
  readonly labels: number;
  /** Number of reviews that were not undone. */
  readonly decisions: number;
  readonly bytes: number;
  /** Tables that are incomplete, for a backup read from a damaged catalog. */
  readonly lacks: readonly string[];
}

/** Facts about a project whose catalog may be damaged. */
export interface RescueView {
  readonly folder: string;
  readonly name: string;
  /** The problem; null if the project can be opened. */
  readonly problem: Failure | null;
  /** Newest first. */
  readonly backups: readonly BackupView[];
}

/** The result of a restore. */
export interface RestoreView {
  readonly project: ProjectView;
  /** The dated name of the replaced catalog; null if there was none. */
  readonly kept: string | null;
  /** The folder in the project's to which runs were moved that were made since the backup; null if there were none. */
  readonly laterRuns: string | null;
}

export interface RecentProject {
  readonly folder: string;
  readonly name: string;
  readonly openedAt: number;
  /** False if the folder was deleted or is on a disconnected disk. */
  readonly exists: boolean;
}

const folder = z.string().min(1).max(4096);

export const projectContract = {
  current: oc.output(type<ProjectView | null>()),
  recent: oc.output(type<RecentProject[]>()),
  forget: oc.input(z.object({ folder })).output(type<RecentProject[]>()),
  /** Opens a project in place of the open one. Refused (`job-running`) while a job runs. */
  open: oc.input(z.object({ folder })).output(type<ProjectView>()),
  create: oc.input(z.object({ folder, name: z.string().trim().min(1).max(100) })).output(type<ProjectView>()),
  /** Creates or opens the demo's project; a job writes and imports its images if they do not exist yet. */
  openDemo: oc.output(type<{ project: ProjectView; job: JobView | null }>()),
  close: oc.output(type<null>()),
  /** The problem of a project, open or not, and its backups. */
  rescue: oc.input(z.object({ folder })).output(type<RescueView>()),
  /** Reads what is still readable in a damaged catalog into a new backup. */
  salvage: oc.input(z.object({ folder })).output(type<BackupView>()),
  /** Replaces the catalog by a backup and opens the project. Nothing is deleted. */
  restore: oc.input(z.object({ folder, backup: z.string().max(200) })).output(type<RestoreView>()),
  /** Makes a backup of the open project now; null if the disk has no room for it. */
  backUp: oc.output(type<BackupView | null>()),
};
