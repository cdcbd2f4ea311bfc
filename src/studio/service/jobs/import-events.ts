import type { ImportProgress } from '../../import';
import { stageEvent } from '../../project/stage-event';
import type { JobDesk } from './jobs';

/** How often the counts on the screen follow an import. */
const refreshMs = 1500;

/** Passes an import's progress on, and now and then says that there are new images. */
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
