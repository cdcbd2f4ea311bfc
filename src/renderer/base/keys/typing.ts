const typedInto = new Set(['text', 'search', 'number', 'password', 'email', 'url', 'tel']);

/** Whether keys pressed in the element type text. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return typedInto.has(target.type) && !target.readOnly;
  return target instanceof HTMLElement && (target instanceof HTMLTextAreaElement || target.isContentEditable);
}
