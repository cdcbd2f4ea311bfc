import type { ImportProgress } from '../../import';
import { stageEvent } from '../../project/context/stage-event';
import type { JobDesk } from './jobs';

/** How often the counts on the screen are updated during an import. */
const refreshMs = 1500;

/** Passes on an import's progress, and from time to time reports that there are new images. */
export function importEvents(desk: JobDesk, changed: () => void): (progress: ImportProgress) => void {
  let last = performance.now();
  desk.tell(stageEvent('pixels', 'import'));
  return (reading) => {
    const progress = { phase: 'preparing', unit: 'images', ...reading } as const;
    desk.tell({ type: 'progress', stage: 'pixels', progress });
    if (performance.now() - last < refreshMs) return;
    last = performance.now();
    changed();
  };
}
