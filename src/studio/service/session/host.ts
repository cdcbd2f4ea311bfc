import type { AppFacts, FileKind } from '../../../contract';

/** What the studio asks of the program around it: dialogs and notices of the desktop. Tests answer in its place. */
export interface Host {
  readonly facts: AppFacts;
  /** Where the program keeps what belongs to no project: recent projects, the demo. */
  readonly stateFolder: string;
  chooseFolders(options: { title: string; several: boolean }): Promise<string[]>;
  chooseFile(options: { title: string; kinds: FileKind[] }): Promise<string | null>;
  chooseTarget(options: { title: string; name: string; kinds: FileKind[] }): Promise<string | null>;
  reveal(path: string): Promise<void>;
  /** What is said outside the window follows; null: the system's language. */
  languageChosen?(language: string | null): void;
  /** A notice of the system; shown only while no window of the studio has the focus. */
  notify(title: string, body: string): void;
}
