import type { Failure, JobKind, JobProgress, JobStatus, JobSubject, JobView } from '../../../contract';
import type { StageWords } from '../../../core/vocabulary/stage-words';
import type { Note } from '../../../core/words/notes';
import type { StudioEvent } from '../../project/context/context';

/** What a job is started with. */
export interface JobRequest {
  readonly kind: JobKind;
  readonly subject: JobSubject;
  readonly experimentId?: number;
}

/** Notes beyond this number are counted but not kept: a broken folder may cause one for each of a million files. */
const keptNotes = 50;

/** One piece of work and its state. */
export class Job {
  readonly abort = new AbortController();
  status: JobStatus = 'queued';
  output: string | null = null;
  failure: Failure | null = null;
  /** The experiment that it works on now; the job of a study goes from one to the next. */
  experimentId: number | null;
  #stage: StageWords | null = null;
  #progress: JobProgress | null = null;
  #startedAt: number | null = null;
  #finishedAt: number | null = null;
  #notes: Note[] = [];

  constructor(
    readonly id: number,
    readonly request: JobRequest,
  ) {
    this.experimentId = request.experimentId ?? null;
  }

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

  /** Takes in an event that a use case reports. */
  hear(event: StudioEvent): void {
    if (event.type === 'stage') {
      this.#stage = event.words;
      this.#progress = null;
    } else if (event.type === 'progress') this.#advance(event.progress);
    else if (event.type === 'note' && this.#notes.length < keptNotes) this.#notes.push(event.note);
  }

  view(): JobView {
    return {
      id: this.id,
      kind: this.request.kind,
      subject: this.request.subject,
      status: this.status,
      stage: this.#stage,
      progress: this.#progress,
      experimentId: this.experimentId,
      startedAt: this.#startedAt,
      finishedAt: this.#finishedAt,
      failure: this.failure,
      notes: [...this.#notes],
      output: this.output,
    };
  }

  #advance(progress: Extract<StudioEvent, { type: 'progress' }>['progress']): void {
    const { done, total, unit, imagesPerSecond, secondsLeft, loss } = progress;
    // A training that is being prepared has nothing to count yet.
    if (progress.phase === 'preparing' && total <= 1) return;
    this.#progress = { done, total, unit, imagesPerSecond, secondsLeft, loss: loss ?? null };
  }
}
