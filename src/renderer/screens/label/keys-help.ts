import { i18n } from '../../base/strings';

/** The keys of labelling with what they do, for the list of all keys. */
export function labelKeys(): (readonly [string, string])[] {
  const { t } = i18n;
  return [
    ['1 2 3 …', t('label.keys.class')],
    ['/  s h i …', t('label.keys.pick')],
    ['Enter', t('label.keys.accept')],
    ['Del', t('label.keys.takeAway')],
    ['Space', t('label.keys.look')],
    ['← → ↑ ↓', t('label.keys.move')],
    ['Ctrl A', t('label.keys.all')],
    ['Ctrl Z  Ctrl Shift Z', t('label.keys.undo')],
    ['F5', t('label.keys.again')],
  ];
}
