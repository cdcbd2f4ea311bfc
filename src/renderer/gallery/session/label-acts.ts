import type { LabelHistory, LabelStep, SteppedLabels } from '../../../contract';
import { createProjectStore } from '../../base/kept/store';
import { i18n } from '../../base/strings';
import { count } from '../../base/words/format';
import type { HistoryEntry } from './history';

/** The ids of the labelling steps of each action that made several. */
const acts = createProjectStore<readonly (readonly number[])[]>([]);

/**
 * Actions that consist of several labelling steps, such as accepting predictions of many classes: one undo takes all their steps back, on
 * every screen.
 */
export const labelActs = {
  /** Remembers the ids of the steps of one action, in their order. */
  note(steps: readonly number[]): void {
    if (steps.length > 1) acts.set([...acts.get(), steps]);
  },

  /** Steps, newest first, as lines of a list. The steps of one action share a line, which has the id of the action's last step. */
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

  /** Undoes or redoes a step and all other steps of the same action; each `call` undoes or redoes one step. */
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

  /** The message about steps that were undone or redone; `here` says whether any of their images is shown. */
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
