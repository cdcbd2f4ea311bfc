import { RPCHandler } from '@orpc/server/message-port';
import { app } from './app';
import { attacks } from './attacks';
import { os } from './base';
import { data } from './data';
import { evaluate } from './evaluate';
import { exporting } from './export';
import { label } from './label';
import { likeness } from './likeness';
import { marks } from './marks';
import { perturbations } from './perturbations';
import { predict } from './predict';
import { project } from './project';
import { recipe } from './recipe';
import { review } from './review';
import { robustness } from './robustness';
import { runs } from './runs';
import { runtime } from './runtime';
import { studies } from './studies';
import type { Studio } from './studio';
import { testSets } from './test-sets';
import { weights } from './weights';

export { checkSqlite } from '../../catalog';
export type { Host } from './host';
export { pictureLines } from './picture-lines';
export { pictureOf, wholePictureOf } from './pictures';
export { Studio } from './studio';

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

/** A port on which the contract is spoken, as Electron's utility process or Node's worker threads give it. */
type Port = Parameters<RPCHandler<{ studio: Studio }>['upgrade']>[0];

/**
 * Answers the contract on a port, until it closes. Typed arrays travel as they are (an empty list of transfers asks for that); only
 * a stream is announced in the encoded form, which says that it is one.
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
