import type { Failure } from '../../../core/errors';
import type { SequenceResult } from '../../../core/perturbations/measures';
import type { CurvePoint, DeviceFacts } from '../../../core/stored/runs';
import type { Note } from '../../../core/words/notes';
import type { AttackJob, AttackResult, AttackTold } from './attack';
import type {
  CellPredictions,
  PerturbationJob,
  PerturbationResult,
  RobustnessJob,
  RobustnessResult,
} from './changed';
import type { ExportJob, ExportResult } from './export';
import type { PredictJob, PredictResult } from './predict';
import type { CrossPredictJob, CrossPredictResult, LinearProbeJob } from './probe';
import type { TrainJob, TrainResult } from './train';
import type { TrialJob, TrialResult } from './trial';

export type * from './attack';
export type * from './changed';
export type * from './export';
export type * from './images';
export type * from './predict';
export type * from './probe';
export type * from './train';
export type * from './trial';

/*
 * The messages between the studio and an engine process, a file for each kind of job. Every value survives structured clone, so that it can
 * be sent over a child process's channel, a MessagePort or, serialised, a network. Hashes are sha-256 of image files, `[images, 32]`.
 */

export type Job =
  | TrainJob
  | LinearProbeJob
  | CrossPredictJob
  | PredictJob
  | RobustnessJob
  | PerturbationJob
  | AttackJob
  | ExportJob
  | TrialJob;

/** What each kind of job returns. */
interface Results {
  readonly train: TrainResult;
  readonly 'linear-probe': TrainResult;
  readonly 'cross-predict': CrossPredictResult;
  readonly predict: PredictResult;
  readonly robustness: RobustnessResult;
  readonly perturbation: PerturbationResult;
  readonly attack: AttackResult;
  readonly export: ExportResult;
  readonly trial: TrialResult;
}

export type ResultOf<J extends Job> = Results[J['kind']];

export type Result = ResultOf<Job>;

/** The progress of a job; at most ten messages a second. */
export interface Progress {
  readonly phase: 'preparing' | 'training' | 'predicting';
  readonly done: number;
  readonly total: number;
  readonly unit: 'steps' | 'images';
  readonly imagesPerSecond: number;
  /** Null until it can be estimated. */
  readonly secondsLeft: number | null;
  readonly waitShare?: number;
  readonly loss?: number;
  readonly learningRate?: number;
}

export type ToEngine = { readonly type: 'start'; readonly job: Job } | { readonly type: 'cancel' };

export type FromEngine =
  | { readonly type: 'ready'; readonly device: DeviceFacts }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'point'; readonly point: CurvePoint }
  | { readonly type: 'checkpoint'; readonly step: number }
  /** Says how many images are in memory at a time. */
  | { readonly type: 'fitted'; readonly atOnce: number }
  | { readonly type: 'note'; readonly note: Note }
  | { readonly type: 'cell'; readonly said: CellPredictions }
  | { readonly type: 'perturbed'; readonly counted: SequenceResult }
  | { readonly type: 'attacked'; readonly told: AttackTold }
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'cancelled' }
  | ({ readonly type: 'failed' } & Failure);
