/**
 * The properties of the element that has the focus when its dialog opens. Mantine looks for it only once, when the dialog appears. What
 * is shown after an answer of the studio comes later, so it takes the focus itself. Otherwise the close button would keep the focus: what
 * a person types would be lost, and Enter would close the dialog.
 */
export const firstFocus = { 'data-autofocus': true, ref: takeFocus } as const;

/** Waits as long as Mantine does, because Mantine notes first where the focus was, to return it there. */
function takeFocus(element: HTMLElement | null): void {
  if (element) setTimeout(() => element.focus({ preventScroll: true }));
}
