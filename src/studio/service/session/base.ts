import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../../contract';
import { failureOf } from '../../../core/errors';
import type { Studio } from './studio';

/** The context of every procedure. */
export interface ServiceContext {
  readonly studio: Studio;
}

/** An error as the window receives it: its code and values, from which the window makes its own sentence. */
function carried(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  const { code, message, values } = failureOf(error);
  return new ORPCError('STUDIO', { message, data: { code, values }, cause: error });
}

/** The contract to be implemented; whatever a procedure throws reaches the window with its sentence and code. */
export const os = implement(contract)
  .$context<ServiceContext>()
  .use(async ({ next, context: { studio } }) => {
    studio.asking.note();
    try {
      return await next();
    } catch (error) {
      throw carried(error);
    } finally {
      studio.asking.note();
    }
  });
