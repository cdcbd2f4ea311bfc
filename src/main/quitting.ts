import { app, type BrowserWindow, dialog } from 'electron';
import type { StudioHost } from './studio-host';
import { words } from './words';

/** Ends the program; asks first if that would stop a job. */
export class Quitting {
  /** True when nobody is asked any more: a person confirmed, or the system ends the program. */
  #settled = false;
  #asking = false;
  #closed = false;

  constructor(private readonly studio: StudioHost) {}

  /** Asks before this window is closed if that would stop a job, since closing it ends the program. */
  guard(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#settled) return;
      event.preventDefault();
      void this.#ask(window).then((quits) => quits && window.destroy());
    });
  }

  /** Ends the program without a question. */
  atOnce(): void {
    this.#settled = true;
    app.quit();
  }

  /** Handles `before-quit`: lets the studio store its progress before the program ends. */
  beforeQuit(event: Electron.Event, window: BrowserWindow | undefined): void {
    if (this.#closed) return;
    event.preventDefault();
    void this.#end(window);
  }

  async #end(window: BrowserWindow | undefined): Promise<void> {
    if (window && !this.#settled && !(await this.#ask(window))) return;
    this.#settled = true;
    await this.studio.close();
    this.#closed = true;
    app.quit();
  }

  /** Whether the program may end; false while a person is being asked. */
  async #ask(window: BrowserWindow): Promise<boolean> {
    if (this.#asking) return false;
    this.#asking = true;
    try {
      const jobs = await this.studio.running();
      if (jobs?.length === 0) return true;
      const { runs, busy, runsHelp, stopAndQuit, goOn } = words();
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: jobs ? runs(jobs) : busy,
        detail: runsHelp,
        buttons: [stopAndQuit, goOn],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    } finally {
      this.#asking = false;
    }
  }
}
