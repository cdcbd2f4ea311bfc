import type { AppFacts, FileKind } from '../contract';

/** Pixels of a picture's longer side at most, or all that the image has. */
export type PictureSize = number | 'whole';

/** What main tells the studio's process. Ports for windows travel beside `port`. */
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

/** What the studio's process asks of main, or answers. */
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

/** Work that would end with the program. */
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

/** What the studio's process is started with. */
export interface StudioStart {
  readonly facts: AppFacts;
  readonly stateFolder: string;
  /** Installed, rather than started from a clone. */
  readonly packaged: boolean;
}
