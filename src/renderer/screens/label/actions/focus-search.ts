import { toggleFold } from '../../../base/frame/side-panel';
import { labelPanel } from './label-panel';

export const searchId = 'label-search';

/**
 * Moves the keyboard focus into the search field: at once, so that no typed letter goes elsewhere, and again in the next frame, after the
 * list of commands has closed and returned the focus, or the folded panel was unfolded.
 */
export function focusSearch(): void {
  const focus = () => document.getElementById(searchId)?.focus();
  if (labelPanel.kept.get().folded) toggleFold(labelPanel);
  focus();
  requestAnimationFrame(focus);
}
