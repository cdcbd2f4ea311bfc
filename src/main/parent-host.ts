import type { FileKind } from '../contract';
import type { Host } from '../studio/service';
import type { Ask, FromStudio, StudioStart } from './host-messages';

/** The studio process's access to the desktop, through requests to the main process. */
export class ParentHost implements Host {
  readonly facts: Host['facts'];
  readonly stateFolder: string;
  readonly quickDemo: boolean;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #lastId = 0;

  constructor(
    { facts, stateFolder, quickDemo }: StudioStart,
    private readonly send: (message: FromStudio) => void,
  ) {
    this.facts = facts;
    this.stateFolder = stateFolder;
    this.quickDemo = quickDemo;
  }

  /** Receives the main process's answer. */
  hear(id: number, value: unknown): void {
    this.#waiting.get(id)?.(value);
    this.#waiting.delete(id);
  }

  chooseFolders(options: { title: string; several: boolean }): Promise<string[]> {
    return this.#ask({ kind: 'folders', ...options });
  }

  chooseFile(options: { title: string; kinds: FileKind[] }): Promise<string | null> {
    return this.#ask({ kind: 'file', ...options });
  }

  chooseTarget(options: { title: string; name: string; kinds: FileKind[] }): Promise<string | null> {
    return this.#ask({ kind: 'target', ...options });
  }

  reveal(path: string): Promise<void> {
    return this.#ask({ kind: 'reveal', path });
  }

  notify(title: string, body: string): void {
    this.send({ type: 'notify', title, body });
  }

  languageChosen(language: string | null): void {
    this.send({ type: 'language', language });
  }

  #ask<T>(ask: Ask): Promise<T> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, (value) => resolve(value as T));
      this.send({ type: 'ask', id, ask });
    });
  }
}
