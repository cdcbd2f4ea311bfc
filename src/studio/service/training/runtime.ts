import { os } from '../session/base';

export const runtime = {
  view: os.runtime.view.handler(({ context }) => context.studio.cuda.view()),
  fetch: os.runtime.fetch.handler(({ context }) => {
    context.studio.cuda.start();
    return null;
  }),
  cancel: os.runtime.cancel.handler(async ({ context }) => {
    await context.studio.cuda.stop();
    return null;
  }),
};
