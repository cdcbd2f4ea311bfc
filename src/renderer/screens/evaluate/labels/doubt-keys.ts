import type { KeyAction } from '../../../base/frame/screen-definition';
import { fixedKeys, keys } from '../../../base/keys/bindings';
import { i18n } from '../../../base/strings';
import { lookKeys, redoAction, undoAction, zoomActions } from '../../../gallery/actions/actions';
import { excludeAction, excludeKeys } from '../../../gallery/actions/exclude-action';

export const keepKeys = keys('doubts.keep', 'A');
export const takeKeys = keys('doubts.take', 'C');

/** The actions of the keys in the list of suspicious labels. */
export const doubtActions: readonly KeyAction[] = [
  { keys: keepKeys, label: () => i18n.t('evaluate.labels.right') },
  { keys: takeKeys, label: () => i18n.t('evaluate.labels.changeToModel') },
  { keys: fixedKeys('doubts.class', '1 2 3 …'), label: () => i18n.t('label.keys.class') },
  { keys: excludeKeys, label: excludeAction.label },
  { keys: lookKeys, label: () => i18n.t('gallery.look') },
  undoAction,
  redoAction,
  ...zoomActions,
];
