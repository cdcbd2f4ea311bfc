import type { StudioEvent } from '../context';
import type { Failure, JobKind, JobProgress, JobStatus, JobView } from '../contract';

/** What a job is started with. */
export interface JobRequest {
  readonly kind: JobKind;
  readonly subject: string;
  readonly experimentId?: number;
}

/** Notes beyond these are counted, not kept: a broken folder may give one for each of a million files. */
const keptNotes = 50;

/** One piece of work and what is known of it. */
export class Job {
  readonly abort = new AbortController();
  status: JobStatus = 'queued';
  output: string | null = null;
  failure: Failure | null = null;
  #stage: string | null = null;
  #progress: JobProgress | null = null;
  #startedAt: number | null = null;
  #finishedAt: number | null = null;
  #notes: string[] = [];
  /** Of the present stage: when its progress was first heard, and how far it was then. */
  #from: { at: number; done: number; total: number } | null = null;

  constructor(
    readonly id: number,
    readonly request: JobRequest,
  ) {}

  get isOver(): boolean {
    return this.#finishedAt !== null;
  }

  start(): void {
    this.status = 'running';
    this.#startedAt = Date.now();
  }

  finish(status: 'done' | 'cancelled' | 'failed', failure: Failure | null = null): void {
    this.status = status;
    this.failure = failure;
    this.#finishedAt = Date.now();
    this.#progress = null;
  }

  /** Takes in what a use case tells. */
  hear(event: StudioEvent): void {
    if (event.type === 'stage') {
      this.#stage = event.text;
      this.#progress = null;
      this.#from = null;
    } else if (event.type === 'progress') this.#advance(event.progress);
    else if (event.type === 'note' && this.#notes.length < keptNotes) this.#notes.push(event.text);
  }

  view(): JobView {
    return {
      id: this.id,
      kind: this.request.kind,
      subject: this.request.subject,
      status: this.status,
      stage: this.#stage,
      progress: this.#progress,
      experimentId: this.request.experimentId ?? null,
      startedAt: this.#startedAt,
      finishedAt: this.#finishedAt,
      failure: this.failure,
      notes: [...this.#notes],
      output: this.output,
    };
  }

  #advance(progress: Extract<StudioEvent, { type: 'progress' }>['progress']): void {
    const { done, total, unit, imagesPerSecond, loss } = progress;
    const now = performance.now();
    // A stage may count twice (decode, then train): a new total is a new count.
    if (!this.#from || this.#from.total !== total || done < this.#from.done)
      this.#from = { at: now, done, total };
    const perMillisecond = (done - this.#from.done) / (now - this.#from.at);
    const secondsLeft = perMillisecond > 0 ? (total - done) / perMillisecond / 1000 : null;
    this.#progress = { done, total, unit, imagesPerSecond, secondsLeft, loss: loss ?? null };
  }
}
