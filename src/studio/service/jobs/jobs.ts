import type { JobView } from '../../../contract';
import { codeOf, failureOf, studioError } from '../../../core/errors';
import type { StudioEvent } from '../../project/context/context';
import { Job, type JobRequest } from './job';
import type { Newsroom } from './newsroom';

/** What a job may use while it works. */
export interface JobDesk {
  readonly signal: AbortSignal;
  tell(event: StudioEvent): void;
  /** Notes that the job wrote this file or folder. */
  wrote(path: string): void;
  /** Notes the experiment that the job works on from now on. */
  worksOn(experimentId: number): void;
}

/** A queue whose jobs run one at a time, because there is one engine, and one import at a time. */
export type Lane = 'engine' | 'files';

const keptFinished = 20;

/** The jobs of the studio: started, watched, cancelled. A job that fails does not affect any other. */
export class Jobs {
  readonly #jobs: Job[] = [];
  readonly #lanes: Record<Lane, Promise<void>> = { engine: Promise.resolve(), files: Promise.resolve() };
  #lastId = 0;

  constructor(
    private readonly news: Newsroom,
    private readonly over: () => void = () => {},
  ) {}

  /** Newest first. */
  list(): JobView[] {
    return this.#jobs.map((job) => job.view()).reverse();
  }

  get busy(): boolean {
    return this.#jobs.some((job) => !job.isOver);
  }

  /** Queues work in a lane. It begins when all earlier work in that lane has ended. */
  add(lane: Lane, request: JobRequest, work: (desk: JobDesk) => Promise<void>): JobView {
    const job = new Job(++this.#lastId, request);
    this.#jobs.push(job);
    this.#forgetOld();
    this.#lanes[lane] = this.#lanes[lane].then(() => this.#perform(job, work));
    return this.#publish(job);
  }

  /** Cancels a job; `reason` becomes the reason of its signal. Throws `unknown-job`. */
  cancel(id: number, reason?: string): JobView {
    const job = this.#jobs.find((each) => each.id === id);
    if (!job) throw studioError('unknown-job', { id: String(id) });
    if (job.isOver || job.status === 'cancelling') return job.view();
    if (job.status === 'queued') job.finish('cancelled');
    else job.status = 'cancelling';
    job.abort.abort(reason);
    return this.#publish(job);
  }

  /** Cancels everything and waits until it has ended. */
  async stop(): Promise<void> {
    for (const job of this.#jobs) if (!job.isOver) this.cancel(job.id);
    await Promise.all(Object.values(this.#lanes));
  }

  async #perform(job: Job, work: (desk: JobDesk) => Promise<void>): Promise<void> {
    if (job.isOver) return;
    job.start();
    this.#publish(job);
    try {
      await work({
        signal: job.abort.signal,
        tell: (event) => this.#hear(job, event),
        wrote: (path) => {
          job.output = path;
        },
        worksOn: (experimentId) => {
          job.experimentId = experimentId;
          this.#publish(job);
        },
      });
      job.finish('done');
    } catch (error) {
      const code = codeOf(error);
      if (job.abort.signal.aborted && (code === 'cancelled' || isAbort(error))) job.finish('cancelled');
      else job.finish('failed', failureOf(error));
    }
    this.#publish(job);
    this.over();
  }

  #hear(job: Job, event: StudioEvent): void {
    job.hear(event);
    if (event.type === 'point') this.news.tell({ type: 'point', runId: event.runId, point: event.point });
    else this.#publish(job);
  }

  #publish(job: Job): JobView {
    const view = job.view();
    this.news.tell({ type: 'job', job: view });
    return view;
  }

  #forgetOld(): void {
    const finished = this.#jobs.filter((job) => job.isOver);
    for (const job of finished.slice(0, -keptFinished)) this.#jobs.splice(this.#jobs.indexOf(job), 1);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
