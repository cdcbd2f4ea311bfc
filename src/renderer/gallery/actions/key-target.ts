import type { Key } from '../../base/keys/key';
import { movesInFields, pressesButtons } from '../layout/keys';

export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

/**
 * Whether an open dialog has the keyboard, even before it has the focus. A dialog that asks about itself
 * passes `besides` 1, to learn whether another one is open above it.
 */
export function isDialogOpen(besides = 0): boolean {
  return document.querySelectorAll('[role="dialog"][aria-modal="true"]').length > besides;
}

const fields = 'input, select, [role="slider"], [role="tab"], [data-scrolls]';
const buttons = `${fields}, button, a, summary`;

/** Whether the focused control uses the key itself. */
export function belongsElsewhere(key: Key, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (pressesButtons(key)) return target.closest(buttons) !== null;
  return movesInFields(key) && target.closest(fields) !== null;
}
