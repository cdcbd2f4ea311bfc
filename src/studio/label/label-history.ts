import type { LabelState } from '../../catalog';
import { StudioError } from '../../core/errors';
import { person } from '../person';
import type { Project } from '../project';

/** One labelling by a person, as it can be taken back. */
interface Step {
  /** What the images were before (or, once taken back, after) it. */
  readonly states: readonly LabelState[];
  /** The class that was given; null: labels were taken away. */
  readonly classId: number | null;
}

/** What Ctrl+Z or Ctrl+Shift+Z would do. */
export interface LabelStep {
  readonly classId: number | null;
  readonly images: number;
}

/**
 * Labels that a person gives while a project is open, one undoable step for any number of images. Undoing adds to the images'
 * history, so nothing is lost; only the order of the steps is forgotten when the project is closed.
 */
export class LabelHistory {
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];

  constructor(private readonly project: Project) {}

  get undoable(): LabelStep | null {
    return viewOf(this.#done.at(-1));
  }

  get redoable(): LabelStep | null {
    return viewOf(this.#undone.at(-1));
  }

  /** Gives a class, or with null takes labels away; tells how many images changed. */
  set(imageIds: Iterable<number>, classId: number | null): number {
    const states = this.project.catalog.labels.set(imageIds, classId, person());
    if (states.length === 0) return 0;
    this.#done.push({ states, classId });
    this.#undone.length = 0;
    return states.length;
  }

  /** Gives the images that it changed. Throws `nothing-to-undo`. */
  undo(): Int32Array {
    if (this.#done.length === 0)
      throw new StudioError('nothing-to-undo', 'No label was given since the project was opened.');
    return this.#move(this.#done, this.#undone);
  }

  /** Gives the images that it changed. Throws `nothing-to-redo`. */
  redo(): Int32Array {
    if (this.#undone.length === 0)
      throw new StudioError('nothing-to-redo', 'There is no label to bring back.');
    return this.#move(this.#undone, this.#done);
  }

  /** A step stays where it is until the catalog has taken it. */
  #move(from: Step[], to: Step[]): Int32Array {
    const step = from.at(-1) as Step;
    const states = this.project.catalog.labels.restore(step.states, person());
    from.pop();
    to.push({ ...step, states });
    return Int32Array.from(states, ({ imageId }) => imageId);
  }
}

function viewOf(step: Step | undefined): LabelStep | null {
  return step ? { classId: step.classId, images: step.states.length } : null;
}

const histories = new WeakMap<Project, LabelHistory>();

export function labelHistoryOf(project: Project): LabelHistory {
  let history = histories.get(project);
  if (!history) {
    history = new LabelHistory(project);
    histories.set(project, history);
  }
  return history;
}

/** Steps over images or classes that are gone cannot be taken back. */
export function forgetLabelHistory(project: Project): void {
  histories.delete(project);
}
