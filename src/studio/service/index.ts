import { RPCHandler } from '@orpc/server/message-port';
import { app } from './app';
import { data } from './data/data';
import { project } from './data/project';
import { testSets } from './data/test-sets';
import { issues } from './labelling/issues';
import { label } from './labelling/label';
import { likeness } from './labelling/likeness';
import { marks } from './labelling/marks';
import { review } from './labelling/review';
import { attacks } from './measured/attacks';
import { evaluate } from './measured/evaluate';
import { perturbations } from './measured/perturbations';
import { robustness } from './measured/robustness';
import { exporting } from './results/export';
import { predict } from './results/predict';
import { os } from './session/base';
import type { Studio } from './session/studio';
import { recipe } from './training/recipe';
import { runs } from './training/runs';
import { runtime } from './training/runtime';
import { studies } from './training/studies';
import { weights } from './training/weights';

export { checkSqlite } from '../../catalog';
export { pictureLines } from './pictures/picture-lines';
export { pictureOf, wholePictureOf } from './pictures/pictures';
export type { Host } from './session/host';
export { Studio } from './session/studio';

const router = os.router({
  app,
  project,
  jobs: {
    list: os.jobs.list.handler(({ context }) => context.studio.jobs.list()),
    cancel: os.jobs.cancel.handler(({ context, input }) => context.studio.jobs.cancel(input.id)),
  },
  data,
  label,
  likeness,
  issues,
  marks,
  recipe,
  weights,
  runs,
  runtime,
  studies,
  review,
  evaluate,
  predict,
  testSets,
  robustness,
  perturbations,
  attacks,
  export: exporting,
});

/** A port that carries the contract, as Electron's utility process or Node's worker threads provide it. */
type Port = Parameters<RPCHandler<{ studio: Studio }>['upgrade']>[0];

/**
 * Serves the contract on a port, until the port closes. Typed arrays are sent as they are (an empty list of transfers asks for that); only
 * a stream is sent in the encoded form, which says that it is one.
 */
export function serve(studio: Studio, port: Port): void {
  const handler = new RPCHandler(router, {
    experimental_transfer: ([, , payload]) => (isStream(payload) ? null : []),
  });
  handler.upgrade(port, { context: { studio } });
}

function isStream(payload: unknown): boolean {
  const body = (payload as { body?: unknown } | undefined)?.body;
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
