import type { AppFacts, FileKind } from '../../../contract';

/** What the studio asks of the program around it: dialogs and notifications of the desktop. Tests provide their own. */
export interface Host {
  readonly facts: AppFacts;
  /** Where the program keeps what belongs to no single project: recent projects, the demo. */
  readonly stateFolder: string;
  /** Whether the demo is as small as `demo --quick`, which the tests of the window ask for. */
  readonly quickDemo: boolean;
  chooseFolders(options: { title: string; several: boolean }): Promise<string[]>;
  chooseFile(options: { title: string; kinds: FileKind[] }): Promise<string | null>;
  chooseTarget(options: { title: string; name: string; kinds: FileKind[] }): Promise<string | null>;
  reveal(path: string): Promise<void>;
  /** Called when a language was chosen, so that texts outside the window follow; null means the system's language. */
  languageChosen?(language: string | null): void;
  /** Shows a notification of the system, but only while no window of the studio has the focus. */
  notify(title: string, body: string): void;
}
