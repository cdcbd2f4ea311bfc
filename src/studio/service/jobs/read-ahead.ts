import type { Project } from '../../project/project';
import type { Asking } from './asking';
import type { Jobs } from './jobs';
import type { Newsroom } from './newsroom';

/** Nothing is read so soon after a project was opened or its images changed, when the window asks for much. */
const restMs = 1500;
/** Between two pieces, of some 10 ms each. */
const pauseMs = 15;
/** While the window has asked for something this shortly before, it goes first: a question brings others after it. */
const quietMs = 300;

interface Surroundings {
  readonly news: Newsroom;
  readonly jobs: Jobs;
  readonly asking: Asking;
  /** Whether the project is open still. */
  isOpen(): boolean;
}

/**
 * Reads the columns of marks and folders of an open project before a filter asks for them, piece by piece while nothing else is to be done,
 * and again what a change of many images made them forget.
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

/** What is read now would be read again when the import ends. */
const isImporting = (jobs: Jobs) =>
  jobs.list().some(({ kind, status }) => kind === 'import' && status === 'running');

/** A catalog that cannot be read is told of by what asks it for something. */
function readsMore({ catalog }: Project): boolean {
  try {
    return catalog.pictures.readAhead();
  } catch {
    return false;
  }
}
