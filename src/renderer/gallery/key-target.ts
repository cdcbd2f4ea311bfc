import { type Key, movesInFields, pressesButtons } from './keys';

const typedInto = new Set(['text', 'search', 'number', 'password', 'email', 'url', 'tel']);

/** Whether keys are letters there. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return typedInto.has(target.type) && !target.readOnly;
  return target instanceof HTMLElement && (target instanceof HTMLTextAreaElement || target.isContentEditable);
}

export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

/**
 * Whether a dialog stands over everything: its keys are no one else's, also before it has the focus. One that asks for itself leaves
 * itself out, `besides` 1: whether another stands over it.
 */
export function isDialogOpen(besides = 0): boolean {
  return document.querySelectorAll('[role="dialog"][aria-modal="true"]').length > besides;
}

const fields = 'input, select, [role="slider"], [role="tab"], [data-scrolls]';
const buttons = `${fields}, button, a, summary`;

/** With the focus on a control its own keys stay with it. */
export function belongsElsewhere(key: Key, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (pressesButtons(key)) return target.closest(buttons) !== null;
  return movesInFields(key) && target.closest(fields) !== null;
}
