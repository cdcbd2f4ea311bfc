import type { LabelHistory, LabelStep, SteppedLabels } from '../../contract';
import { createProjectStore } from '../base/kept/store';
import { i18n } from '../base/strings';
import { count } from '../base/words/format';
import type { HistoryEntry } from './history';

/** The labelling steps of each action that made several. */
const acts = createProjectStore<readonly (readonly number[])[]>([]);

/** Actions that are several labelling steps, such as accepting predictions of many classes: one undo takes all of them back, on every screen. */
export const labelActs = {
  /** Notes the steps of one action, in their order. */
  note(steps: readonly number[]): void {
    if (steps.length > 1) acts.set([...acts.get(), steps]);
  },

  /** Steps, newest first, as lines of a list: those of one action are one, which bears the number of its last step. */
  entries(steps: LabelHistory['steps'], words: (step: LabelStep) => string): HistoryEntry[] {
    const entries: HistoryEntry[] = [];
    for (const step of steps) {
      const act = acts.get().find((each) => each.includes(step.id));
      const last = act?.at(-1);
      if (last !== undefined && last !== step.id && entries.some(({ id }) => id === last)) continue;
      const images = steps.reduce((sum, each) => sum + (act?.includes(each.id) ? each.images : 0), 0);
      const said = act ? i18n.t('label.accepted', { count: images, n: count(images) }) : words(step);
      entries.push({ id: step.id, words: said, undone: step.undone });
    }
    return entries;
  },

  /** Undoes or redoes a step by `call`, with all steps of the same action. */
  async turn(
    direction: 'undo' | 'redo',
    call: () => Promise<SteppedLabels>,
  ): Promise<readonly SteppedLabels[]> {
    const turned: SteppedLabels[] = [];
    for (;;) {
      const stepped = await call();
      turned.push(stepped);
      const act = acts.get().find((steps) => steps.includes(stepped.step.id));
      if (!act || stepped.step.id === act.at(direction === 'undo' ? 0 : -1)) return turned;
    }
  },

  /** What is said of steps that were undone or redone; `here` tells whether any of their images is shown. */
  said(
    direction: 'undo' | 'redo',
    steps: readonly SteppedLabels[],
    { here, words }: { readonly here: boolean; readonly words: (step: LabelStep) => string },
  ): string {
    const images = steps.reduce((sum, { ids }) => sum + ids.length, 0);
    const step =
      steps.length === 1
        ? words(steps[0].step)
        : i18n.t('label.accepted', { count: images, n: count(images) });
    const said = i18n.t(direction === 'undo' ? 'label.undid' : 'label.redid', { step });
    return here || images === 0 ? said : `${said}. ${i18n.t('gallery.elsewhere')}`;
  },
};
