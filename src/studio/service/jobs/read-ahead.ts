import type { Project } from '../../project/folder/project';
import type { Asking } from './asking';
import type { Jobs } from './jobs';
import type { Newsroom } from './newsroom';

/** Nothing is read until this long after a project was opened or its images changed, because the window then asks for a lot. */
const restMs = 1500;
/** The pause between two pieces, of about 10 ms each. */
const pauseMs = 15;
/** If the window has asked for something within this time, it goes first, since a question is usually followed by others. */
const quietMs = 300;

interface Surroundings {
  readonly news: Newsroom;
  readonly jobs: Jobs;
  readonly asking: Asking;
  /** Whether the project is still open. */
  isOpen(): boolean;
}

/**
 * Reads the columns of marks and folders of an open project before a filter asks for them, piece by piece while nothing else is to be done;
 * and reads them again when a change of many images has invalidated them.
 */
export function readAhead(project: Project, { news, jobs, asking, isOpen }: Surroundings): void {
  let timer: NodeJS.Timeout | null = null;
  const later = (wait: number) => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(step, wait).unref();
  };
  const step = () => {
    timer = null;
    if (!isOpen()) return;
    if (isImporting(jobs)) later(restMs);
    else if (asking.quietFor < quietMs) later(quietMs);
    else if (readsMore(project)) later(pauseMs);
  };
  news.onChanged((topics) => {
    if (topics.includes('images') || topics.includes('marks')) later(restMs);
    return isOpen();
  });
  later(restMs);
}

/** What is read during an import would have to be read again when it ends. */
const isImporting = (jobs: Jobs) =>
  jobs.list().some(({ kind, status }) => kind === 'import' && status === 'running');

/** An unreadable catalog is reported by whatever else asks it for something. */
function readsMore({ catalog }: Project): boolean {
  try {
    return catalog.pictures.readAhead();
  } catch {
    return false;
  }
}
