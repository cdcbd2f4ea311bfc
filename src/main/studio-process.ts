import { messageOf } from '../core/errors';
import type { FromStudio, StudioStart } from './host-messages';
import { hideSettledWarnings } from './settled-warnings';

/**
 * The studio's own process: catalog, jobs and pictures, so that the window never waits for them. The service
 * is imported dynamically, so that a native module that fails to load is reported instead of ending the
 * process silently.
 */
hideSettledWarnings();
const start = JSON.parse(process.argv.at(-1) ?? '{}') as StudioStart;
try {
  const { runStudio } = await import('./studio-service');
  runStudio(start, process.parentPort);
} catch (error) {
  const [what] = messageOf(error).split('\n\n');
  const remedy = start.packaged
    ? 'Install Noisy Studio again.'
    : 'Run "npm run setup -- --check" in its folder to see which piece it is, then "npm run setup".';
  process.parentPort.postMessage({
    type: 'cannot-start',
    reason: `${what}\n${remedy}`,
  } satisfies FromStudio);
}
