const typedInto = new Set(['text', 'search', 'number', 'password', 'email', 'url', 'tel']);

/** Whether keys are letters there. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return typedInto.has(target.type);
  return target instanceof HTMLElement && (target instanceof HTMLTextAreaElement || target.isContentEditable);
}

export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

const controls = 'button, a, input, select, summary, [role="slider"], [role="option"], [role="tab"]';

/** Arrows, Space and Enter mean something else there. */
export function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(controls) !== null;
}
