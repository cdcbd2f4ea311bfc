import type { AppFacts, FileKind } from '../contract';

/** The greatest length of a picture's longer side in pixels, or `whole` for all pixels of the image. */
export type PictureSize = number | 'whole';

/** Messages of the main process to the studio's process. The port for a window is sent along with `port`. */
export type ToStudio =
  | { readonly type: 'port' }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'image'; readonly id: number; readonly imageId: number; readonly size: PictureSize }
  | {
      readonly type: 'images';
      readonly id: number;
      readonly imageIds: readonly number[];
      readonly size: number;
    }
  | { readonly type: 'images-unwanted'; readonly id: number }
  /** Answered by `runs`. */
  | { readonly type: 'what-runs' }
  | { readonly type: 'shut-down' };

/** Requests and answers of the studio's process to the main process. */
export type FromStudio =
  | { readonly type: 'cannot-start'; readonly reason: string }
  | { readonly type: 'ask'; readonly id: number; readonly ask: Ask }
  /** The chosen language; null follows the system. */
  | { readonly type: 'language'; readonly language: string | null }
  | { readonly type: 'runs'; readonly jobs: readonly RunningJob[] }
  | { readonly type: 'notify'; readonly title: string; readonly body: string }
  | { readonly type: 'image'; readonly id: number; readonly picture: PictureFile | null }
  /** Some whole lines of `pictureLines`; null after the last ones. */
  | { readonly type: 'images'; readonly id: number; readonly lines: Uint8Array | null };

/** A job that would end with the program. */
export interface RunningJob {
  readonly experiment: boolean;
  readonly subject: string;
}

export type Ask =
  | { readonly kind: 'folders'; readonly title: string; readonly several: boolean }
  | { readonly kind: 'file'; readonly title: string; readonly kinds: FileKind[] }
  | { readonly kind: 'target'; readonly title: string; readonly name: string; readonly kinds: FileKind[] }
  | { readonly kind: 'reveal'; readonly path: string };

export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The arguments that the studio's process is started with. */
export interface StudioStart {
  readonly facts: AppFacts;
  readonly stateFolder: string;
  readonly quickDemo: boolean;
  /** Whether the program is installed, and not started from a clone. */
  readonly packaged: boolean;
}
