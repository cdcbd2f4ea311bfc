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

/** Keys that mean something to a control; there they belong to it. */
export const belongsToControls = ({ key }: Key) => key in steps || key === ' ' || key === 'Enter';
