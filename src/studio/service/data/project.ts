import { os } from '../session/base';
import { openDemo } from './demo';

export const project = {
  current: os.project.current.handler(({ context }) => context.studio.view),
  recent: os.project.recent.handler(({ context }) => context.studio.recent.list()),
  forget: os.project.forget.handler(({ context, input }) => {
    context.studio.recent.forget(input.folder);
    return context.studio.recent.list();
  }),
  open: os.project.open.handler(({ context, input }) => context.studio.open(input.folder)),
  create: os.project.create.handler(({ context, input }) => context.studio.create(input.folder, input.name)),
  openDemo: os.project.openDemo.handler(({ context }) => openDemo(context.studio)),
  rescue: os.project.rescue.handler(({ context, input }) => context.studio.rescue(input.folder)),
  salvage: os.project.salvage.handler(({ context, input }) => context.studio.salvage(input.folder)),
  restore: os.project.restore.handler(({ context, input }) =>
    context.studio.restore(input.folder, input.backup),
  ),
  backUp: os.project.backUp.handler(({ context: { studio } }) => {
    studio.project.refuseReadOnly();
    return studio.project.backups?.make('hand') ?? null;
  }),
  close: os.project.close.handler(async ({ context }) => {
    await context.studio.close();
    return null;
  }),
};
