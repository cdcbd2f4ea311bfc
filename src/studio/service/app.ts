import { studioError } from '../../core/errors';
import { writeWhole } from '../../files/durable/write-whole';
import { os } from './session/base';
import { chosenTarget } from './session/chosen-target';

export const app = {
  facts: os.app.facts.handler(({ context }) => context.studio.host.facts),
  settings: os.app.settings.handler(({ context }) => context.studio.settings.read()),
  setSettings: os.app.setSettings.handler(({ context, input }) => {
    const { settings, host, news } = context.studio;
    settings.write({ ...settings.read(), ...input });
    if (input.language !== undefined) host.languageChosen?.(input.language);
    news.tell({ type: 'changed', topics: ['settings'] });
    return null;
  }),
  news: os.app.news.handler(({ context, signal }) => context.studio.news.listen(signal)),
  chooseFolders: os.app.chooseFolders.handler(({ context, input }) =>
    context.studio.host.chooseFolders(input),
  ),
  chooseFile: os.app.chooseFile.handler(({ context, input }) => context.studio.host.chooseFile(input)),
  chooseTarget: os.app.chooseTarget.handler(async ({ context: { studio }, input }) => {
    const target = await chosenTarget(studio.host, input);
    if (target !== null) studio.confirmed.add(target);
    return target;
  }),
  saveFile: os.app.saveFile.handler(async ({ context: { studio }, input: { target, bytes } }) => {
    if (!studio.confirmed.take(target)) throw studioError('target-not-chosen', { path: target });
    await writeWhole(target, bytes);
    return null;
  }),
  reveal: os.app.reveal.handler(async ({ context: { studio }, input: { path } }) => {
    const known = [studio.view?.folder, ...studio.jobs.list().map(({ output }) => output)];
    if (!known.includes(path)) throw studioError('not-shown', { path });
    await studio.host.reveal(path);
    return null;
  }),
  notify: os.app.notify.handler(({ context, input: { title, body } }) => {
    context.studio.host.notify(title, body);
    return null;
  }),
};
