import type { Step } from './layout';

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Keys that move through a grid. */
export const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'home',
  End: 'end',
};

/** Keys that work a button; with the focus on one they belong to it. */
export const pressesButtons = ({ key }: Key) => key === ' ' || key === 'Enter';

/** Keys that move in fields, sliders and lists. */
export const movesInFields = ({ key }: Key) => key in steps;
