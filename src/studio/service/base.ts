import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../contract';
import { codeOf, messageOf } from '../../core/errors';
import type { Studio } from './studio';

/** What every procedure is given. */
export interface ServiceContext {
  readonly studio: Studio;
}

/** An error as the window receives it: the sentence, and the code by which it finds its own words. */
function carried(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  return new ORPCError('STUDIO', { message: messageOf(error), data: { code: codeOf(error) }, cause: error });
}

/** The contract to be implemented; whatever a procedure throws reaches the window as its sentence and code. */
export const os = implement(contract)
  .$context<ServiceContext>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw carried(error);
    }
  });
