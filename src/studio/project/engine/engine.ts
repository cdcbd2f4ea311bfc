import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { messageOf, StudioError, studioError } from '../../../core/errors';
import type { SequenceResult } from '../../../core/perturbations/measures';
import { builtEntry } from '../../../core/runtime/entry';
import type { CurvePoint, DeviceFacts } from '../../../core/stored/runs';
import type { Note } from '../../../core/words/notes';
import { endedForMemory, residentBytes } from '../../../files/memory/free-memory';
import type {
  AttackTold,
  CellPredictions,
  FromEngine,
  Job,
  Progress,
  ResultOf,
  ToEngine,
} from '../../../runner/job/messages';
import { errorOfEnd } from './engine-end';
import { engineNode } from './engine-node';
import { goesFirst } from './go-first';

export interface JobListener {
  readonly signal?: AbortSignal;
  /** If the process takes more resident bytes than this, it is ended and the job fails with `out-of-memory`; no limit if left out. */
  readonly mostBytes?: number;
  /** Whether the process is killed at once when the job is cancelled, because the job stores nothing. */
  readonly endAtOnce?: boolean;
  onProgress?(progress: Progress): void;
  onPoint?(point: CurvePoint): void;
  onCheckpoint?(step: number): void;
  /** Called with the number of images that are in memory at a time, once the engine has determined it. */
  onFitted?(atOnce: number): void;
  onNote?(note: Note): void;
  /** Called when all images were measured under one corruption. */
  onCell?(said: CellPredictions): void;
  /** Called when all images were measured under one perturbation. */
  onPerturbed?(counted: SequenceResult): void;
  /** Called when a job that attacks images has shown a piece of them under one attack. */
  onAttacked?(told: AttackTold): void;
}

/** Thrown by a job that was cancelled; what it has done so far is kept. */
export class JobCancelled extends StudioError {
  constructor() {
    super('cancelled', {});
  }
}

interface Waiting {
  listener: JobListener;
  done(result: unknown): void;
  failed(error: Error): void;
}

/** How long to wait for an ending engine before it is killed. */
const patienceMs = 5000;
/** How often the memory of a process with a limit is read. */
const watchMs = 100;

/**
 * An engine process and the job it works on, one at a time. A process that died is replaced at the next job, so that a crash costs its job
 * only the time since its last checkpoint.
 */
export class Engine {
  #child: ChildProcess | null = null;
  #facts: Promise<DeviceFacts> | null = null;
  #waiting: Waiting | null = null;

  /** `environment` is added to that of the process. */
  constructor(private readonly environment: Readonly<Record<string, string>> = {}) {}

  /**
   * Starts the process if none is running, and returns the device that it found. Throws `tensorflow-missing` and whatever else prevents the
   * start.
   */
  start(): Promise<DeviceFacts> {
    this.#facts ??= this.#launch();
    return this.#facts;
  }

  /** The process id; undefined if no process is running. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Runs a job. Throws `cancelled` after the signal, `engine-died` if the process ends, and the engine's own errors. */
  async run<J extends Job>(job: J, listener: JobListener = {}): Promise<ResultOf<J>> {
    await this.start();
    if (listener.signal?.aborted) throw new JobCancelled();
    if (this.#waiting) throw studioError('engine-busy', {});
    let waiting: Waiting | null = null;
    const cancel = () => {
      if (this.#waiting !== waiting) return;
      if (listener.endAtOnce) this.#end(new JobCancelled());
      else this.#send({ type: 'cancel' });
    };
    listener.signal?.addEventListener('abort', cancel, { once: true });
    const watch = listener.mostBytes === undefined ? undefined : this.#watch(listener.mostBytes);
    try {
      return await new Promise<ResultOf<J>>((resolve, reject) => {
        waiting = { listener, done: (result) => resolve(result as ResultOf<J>), failed: reject };
        this.#waiting = waiting;
        this.#send({ type: 'start', job });
      });
    } finally {
      // After a job whose process was killed, the next one may have begun already.
      if (this.#waiting === waiting) this.#waiting = null;
      clearInterval(watch);
      listener.signal?.removeEventListener('abort', cancel);
    }
  }

  /** Ends the process if it takes more than `mostBytes`, because other programs need memory as well. */
  #watch(mostBytes: number): NodeJS.Timeout {
    const { pid } = this;
    return setInterval(() => {
      if (this.pid !== pid) return;
      const bytes = pid === undefined ? null : residentBytes(pid);
      if (bytes !== null && bytes > mostBytes) this.#end(studioError('out-of-memory', {}));
    }, watchMs);
  }

  /**
   * Kills the process; its job fails with `error` once the process is gone, because what it left unfinished may only be removed then. A
   * process that the system does not let go of is not waited for any longer than another one.
   */
  #end(error: StudioError): void {
    const child = this.#child;
    const waiting = this.#waiting;
    this.#forget();
    this.#waiting = null;
    const fail = () => waiting?.failed(error);
    const isRunning = child && child.exitCode === null && child.signalCode === null;
    const end = setTimeout(fail, isRunning ? patienceMs : 0);
    child?.once('exit', () => {
      clearTimeout(end);
      fail();
    });
    child?.kill('SIGKILL');
  }

  /** Ends the process. This does not cancel a running job with a checkpoint: its own signal must do that before. */
  async close(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.disconnect();
    const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    if (child.exitCode === null && child.signalCode === null) await gone;
    clearTimeout(kill);
    // A process whose channel was closed by its parent may never emit `close`; from now on another one can be started.
    if (this.#child === child) this.#forget();
  }

  #forget(): void {
    this.#child = null;
    this.#facts = null;
  }

  #send(message: ToEngine): void {
    const child = this.#child;
    child?.send(message, (error) => {
      if (error) this.#unreachable(child, error.message);
    });
  }

  /**
   * Usually the process has ended, and `close` will report the cause, for example `out-of-memory`. A process that goes on but cannot be
   * sent anything is useless, and is killed.
   */
  #unreachable(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    const end = setTimeout(() => {
      if (this.#child === child) this.#end(studioError('engine-unreachable', { reason }));
    }, patienceMs);
    child.once('close', () => clearTimeout(end));
  }

  #launch(): Promise<DeviceFacts> {
    const { execPath, env } = engineNode();
    const child = fork(fileURLToPath(builtEntry('runner', import.meta.url)), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A Ctrl-C in the terminal is handled by the parent: it cancels the job, with a checkpoint.
      detached: true,
      execArgv: [],
      execPath,
      env: { ...env, ...this.environment },
    });
    // If it is killed, only its work since the last checkpoint is lost.
    goesFirst(child.pid);
    this.#child = child;
    const ended = endedForMemory();
    let words = '';
    child.stderr?.on('data', (text) => {
      words = (words + text).slice(-4000);
    });
    return new Promise((resolve, reject) => {
      const gone = (error: StudioError) => {
        reject(error);
        if (this.#child !== child) return;
        this.#forget();
        this.#waiting?.failed(error);
      };
      child.on('error', (error) => gone(studioError('engine-no-start', { reason: messageOf(error) })));
      // 'close' is emitted after the last output on stderr.
      child.on('close', (code, signal) =>
        gone(errorOfEnd({ code, signal, words, systemEnded: endedForMemory() !== ended })),
      );
      child.on('message', (message: FromEngine) => {
        if (message.type === 'ready') resolve(message.device);
        else if (this.#child === child) this.#hear(message);
      });
    });
  }

  #hear(message: Exclude<FromEngine, { type: 'ready' }>): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const { listener } = waiting;
    if (message.type === 'progress') listener.onProgress?.(message.progress);
    else if (message.type === 'point') listener.onPoint?.(message.point);
    else if (message.type === 'checkpoint') listener.onCheckpoint?.(message.step);
    else if (message.type === 'fitted') listener.onFitted?.(message.atOnce);
    else if (message.type === 'note') listener.onNote?.(message.note);
    else if (message.type === 'cell') listener.onCell?.(message.said);
    else if (message.type === 'perturbed') listener.onPerturbed?.(message.counted);
    else if (message.type === 'attacked') listener.onAttacked?.(message.told);
    else if (message.type === 'done') waiting.done(message.result);
    else if (message.type === 'cancelled') waiting.failed(new JobCancelled());
    else waiting.failed(StudioError.from(message));
  }
}
