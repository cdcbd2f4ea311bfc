import type { CurvePoint } from '../../core/vocabulary/runs';
import type { StageWords } from '../../core/vocabulary/stage-words';
import type { Note } from '../../core/words/notes';
import type { Progress } from '../../runner/messages';
import type { Engine } from './engine';
import type { Project } from './project';

export type Stage = 'pixels' | 'train' | 'label' | 'select' | 'evaluate' | 'export';

/** What a use case tells while it works; the CLI prints it, the window shows it. */
export type StudioEvent =
  | { readonly type: 'stage'; readonly stage: Stage; readonly text: string; readonly words: StageWords }
  | { readonly type: 'progress'; readonly stage: Stage; readonly progress: Progress }
  /** A run begins: lists that show states ask again. */
  | { readonly type: 'run'; readonly runId: number }
  | { readonly type: 'point'; readonly runId: number; readonly point: CurvePoint }
  /** More is known of how a run stands corrupted or attacked images. */
  | { readonly type: 'robustness'; readonly runId: number }
  | { readonly type: 'note'; readonly note: Note };

/** What every use case works with. */
export interface StudioContext {
  readonly project: Project;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** Augmentation threads. */
  readonly workers: number;
  tell(event: StudioEvent): void;
  /** Within a study: trainings that were done already. */
  readonly shared?: SharedTrainings;
}

/** Finished trainings of a study by what decides them. */
export interface SharedTrainings {
  /** The finished run that a training with this key gave. */
  find(key: string): number | undefined;
  /** Notes what decides a run, before its first step. */
  begin(key: string, runId: number): void;
}
