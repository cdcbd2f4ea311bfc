import { availableParallelism } from 'node:os';
import type {
  AppSettings,
  BackupView,
  JobView,
  ProjectView,
  RescueView,
  RestoreView,
  Topic,
} from '../../../contract';
import { failureOf, studioError } from '../../../core/errors';
import type { StudioContext } from '../../project/context/context';
import { Engine } from '../../project/engine/engine';
import { createProject, openProject, type Project } from '../../project/folder/project';
import { rescueView, restoreProject, salvageProject } from '../../project/folder/rescue';
import { sweepRemoved } from '../../project/runs/remove-experiment';
import { Asking } from '../jobs/asking';
import type { JobRequest } from '../jobs/job';
import { type JobDesk, Jobs } from '../jobs/jobs';
import { Newsroom } from '../jobs/newsroom';
import { readAhead } from '../jobs/read-ahead';
import { Measurements } from '../kept/measurements';
import { RecentProjects } from '../kept/recent';
import { settingsFile } from '../kept/settings';
import type { StateFile } from '../kept/state-file';
import { Predictions } from '../pictures/predictions';
import { CudaFetch } from './cuda-fetch';
import { ConfirmedTargets } from './export-target';
import type { Host } from './host';

/** What a job of the engine works with. */
export type EngineContext = StudioContext & Pick<JobDesk, 'wrote' | 'worksOn'>;

/** The studio behind a window: one open project, its engine and its jobs. */
export class Studio {
  readonly news = new Newsroom();
  readonly recent: RecentProjects;
  readonly settings: StateFile<AppSettings>;
  readonly measurements: Measurements;
  readonly jobs: Jobs;
  readonly confirmed = new ConfirmedTargets();
  readonly predictions = new Predictions();
  readonly cuda = new CudaFetch(() => {
    this.#isEngineOld = true;
  });
  readonly asking = new Asking();
  #project: Project | null = null;
  #engine: Engine | null = null;
  /** Whether the engine's process loaded a different TensorFlow than the next one would. */
  #isEngineOld = false;

  constructor(readonly host: Host) {
    this.recent = new RecentProjects(host.stateFolder);
    this.measurements = new Measurements(host.stateFolder);
    this.settings = settingsFile(host.stateFolder);
    this.jobs = new Jobs(this.news, () => this.#changed());
  }

  /** The open project. Throws `no-open-project`. */
  get project(): Project {
    if (this.#project) return this.#project;
    throw studioError('no-open-project', {});
  }

  get view(): ProjectView | null {
    if (!this.#project) return null;
    const { folder, name, isReadOnly } = this.#project;
    return { folder, name, readOnly: isReadOnly };
  }

  /** Opens a project in place of the open one; opening the same one again changes nothing. Throws what `openProject` throws. */
  async open(folder: string): Promise<ProjectView> {
    if (this.#project?.folder === folder) return this.view as ProjectView;
    return this.#enter(() => openProject(folder));
  }

  async create(folder: string, name: string): Promise<ProjectView> {
    return this.#enter(() => createProject(folder, { name }));
  }

  /** Enters the project that `open` returns; if that fails, the previous project stays open. */
  async enter(open: () => Project): Promise<ProjectView> {
    return this.#enter(open);
  }

  /** Closes the project. Throws `job-running`. */
  async close(): Promise<void> {
    this.refuseWhileBusy();
    await this.#leave();
    this.news.tell({ type: 'project', project: null });
  }

  /** What is wrong with a project, and its backups. Throws `no-project`, `project-in-use`. */
  rescue(folder: string): RescueView {
    return rescueView(folder, this.#project?.folder === folder);
  }

  /** Reads what is still readable in a damaged catalog. If the project is open, it is closed first. */
  async salvage(folder: string): Promise<BackupView> {
    await this.#giveUp(folder);
    return salvageProject(folder);
  }

  /** Replaces the catalog with a backup and opens the project. Throws `job-running`, `no-backup`, `backup-damaged`. */
  async restore(folder: string, backup: string): Promise<RestoreView> {
    await this.#giveUp(folder);
    const done = restoreProject(folder, backup);
    return { project: await this.open(folder), ...done };
  }

  /** Closes a project, if it is open, because its catalog is to be read or replaced. */
  async #giveUp(folder: string): Promise<void> {
    this.refuseWhileBusy();
    if (this.#project?.folder === folder) await this.close();
  }

  /** Stops all jobs, with a checkpoint, and closes everything, at the end of the program. */
  async shutDown(): Promise<void> {
    await Promise.all([this.jobs.stop(), this.cuda.stop()]);
    await this.#leave();
  }

  /** Adds work for the engine on the open project. */
  addEngineJob(request: JobRequest, work: (context: EngineContext) => Promise<void>): JobView {
    const { project } = this;
    if (request.kind !== 'export-model') project.refuseReadOnly();
    return this.jobs.add('engine', request, async (desk) => {
      if (this.#isEngineOld) await this.#engine?.close();
      this.#isEngineOld = false;
      this.#engine ??= new Engine();
      return work({
        project,
        engine: this.#engine,
        workers: Math.max(1, Math.min(8, Math.floor(availableParallelism() / 4))),
        signal: desk.signal,
        wrote: desk.wrote,
        worksOn: desk.worksOn,
        tell: (event) => {
          desk.tell(event);
          // When a new stage begins, the one before has stored its results.
          if (event.type === 'stage' || event.type === 'run') this.#changed();
          if (event.type === 'robustness') this.news.changed('robustness');
        },
      });
    });
  }

  /** Adds work on files (import, export of labels), which runs beside the engine's work. */
  addFilesJob(request: JobRequest, work: (project: Project, desk: JobDesk) => Promise<void>): JobView {
    const { project } = this;
    return this.jobs.add('files', request, (desk) => work(project, desk));
  }

  /** Adds a job that removes what deleted experiments left. */
  addSweep(subject: string): JobView {
    return this.addFilesJob({ kind: 'remove', subject }, (project, { signal }) =>
      sweepRemoved(project, signal),
    );
  }

  async #enter(open: () => Project): Promise<ProjectView> {
    this.refuseWhileBusy();
    const project = open();
    await this.#leave();
    this.#project = project;
    const { news, jobs, asking } = this;
    project.giveWay = (pause) => asking.giveWay(pause);
    readAhead(project, { news, jobs, asking, isOpen: () => this.#project === project });
    const view = this.view as ProjectView;
    this.recent.note(view);
    this.news.tell({ type: 'project', project: view });
    this.news.changed('recent');
    this.#lookAfter(project);
    return view;
  }

  #lookAfter({ backups, refusal, told }: Project): void {
    const tell = (error: unknown) => this.news.tell({ type: 'trouble', failure: failureOf(error) });
    // The window says of itself that a project is read-only, or its disk full.
    if (refusal?.code === 'runs-in-the-way') tell(refusal);
    for (const each of told) tell(each);
    if (!backups) return;
    backups.onProblem = tell;
    backups.start();
  }

  async #leave(): Promise<void> {
    await this.#engine?.close();
    this.#engine = null;
    const project = this.#project;
    this.#project = null;
    this.predictions.forget();
    await project?.leave();
  }

  /** Throws `job-running`; for changes that must not happen between a job's reading and its writing. */
  refuseWhileBusy(): void {
    if (this.jobs.busy) throw studioError('job-running', {});
  }

  #changed(): void {
    const topics: Topic[] = [
      'images',
      'near-copies',
      'classes',
      'experiments',
      'labelling',
      'evaluations',
      'robustness',
    ];
    this.news.changed(...topics);
  }
}
