import type { CurvePoint } from '../../../core/stored/runs';
import type { StageWords } from '../../../core/vocabulary/stage-words';
import type { Note } from '../../../core/words/notes';
import type { Progress } from '../../../runner/job/messages';
import type { Engine } from '../engine/engine';
import type { Project } from '../folder/project';

export type Stage = 'pixels' | 'train' | 'label' | 'select' | 'evaluate' | 'export';

/** What a use case reports while it works; the CLI prints it, the window shows it. */
export type StudioEvent =
  | { readonly type: 'stage'; readonly stage: Stage; readonly text: string; readonly words: StageWords }
  | { readonly type: 'progress'; readonly stage: Stage; readonly progress: Progress }
  /** A run has begun, so lists that show the states of runs must be read again. */
  | { readonly type: 'run'; readonly runId: number }
  | { readonly type: 'point'; readonly runId: number; readonly point: CurvePoint }
  /** Another part of a run's robustness, to corruptions, perturbations or attacks, was measured. */
  | { readonly type: 'robustness'; readonly runId: number }
  | { readonly type: 'note'; readonly note: Note };

/** What every use case works with. */
export interface StudioContext {
  readonly project: Project;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** The number of augmentation threads. */
  readonly workers: number;
  tell(event: StudioEvent): void;
  /** In a study, the trainings that are already done. */
  readonly shared?: SharedTrainings;
}

/** Finished trainings of a study, by a key of everything that determines their result. */
export interface SharedTrainings {
  /** The finished run of a training with this key. */
  find(key: string): number | undefined;
  /** Stores the key of a run before its first step. */
  begin(key: string, runId: number): void;
}
