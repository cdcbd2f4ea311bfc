import { i18n } from '../../base/strings';

/** The review's keys with what they do, for the list of all keys. */
export function reviewKeys(): (readonly [string, string])[] {
  const { t } = i18n;
  return [
    ['A', t('review.keys.accept')],
    ['1 2 3 …', t('review.keys.relabel')],
    ['/  S h i …', t('review.keys.pick')],
    ['O', t('review.keys.ood')],
    ['X', t('review.keys.exclude')],
    ['R', t('review.keys.reset')],
    ['Space', t('review.keys.look')],
    ['← → ↑ ↓', t('review.keys.move')],
    ['Shift  Ctrl + click', t('review.keys.range')],
    ['Ctrl A', t('review.keys.all')],
    ['Ctrl Z  Ctrl Shift Z', t('review.keys.undo')],
    ['F5', t('review.keys.refresh')],
  ];
}
