import { toggleFold } from '../../base/frame/side-panel';
import { labelPanel } from './label-panel';

export const searchId = 'label-search';

/**
 * Moves the keyboard focus into the search field: at once, so that no letter goes elsewhere, and in the next frame again, after a list of
 * commands has closed and given the focus back, or a folded panel was unfolded.
 */
export function focusSearch(): void {
  const focus = () => document.getElementById(searchId)?.focus();
  if (labelPanel.kept.get().folded) toggleFold(labelPanel);
  focus();
  requestAnimationFrame(focus);
}
