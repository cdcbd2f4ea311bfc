import { IconBan, IconCheck, IconRestore, IconX } from '@tabler/icons-react';
import type { ReviewAction } from '../../../../contract';
import { fixedKeys, keys } from '../../../base/keys/bindings';
import { i18n } from '../../../base/strings';
import {
  type Action,
  choosesAny,
  galleryActions,
  pickAction,
  withZoom,
} from '../../../gallery/actions/actions';
import { classOfKey } from '../../../gallery/layout/keys';
import { markActions } from '../../../gallery/marks/mark-actions';
import type { ReviewSession } from '../session/review-session';

const decides = (
  decision: Exclude<ReviewAction, 'relabel'>,
  key: string,
  icon: typeof IconCheck,
): Action<ReviewSession> => ({
  id: decision,
  label: () => i18n.t(`review.actions.${decision}`),
  keys: keys(`review.${decision}`, key),
  icon,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.decide(decision),
});

/** The decisions, in the order of the bar below the images. */
export const decisionActions: readonly Action<ReviewSession>[] = [
  decides('accept', 'A', IconCheck),
  { ...pickAction, id: 'relabel' },
  decides('ood', 'O', IconBan),
  decides('exclude', 'X', IconX),
  decides('reset', 'R', IconRestore),
];

const [accept, relabel, ...others] = decisionActions;

/**
 * The actions of the Review screen. The four decisions take precedence over the keys of classes, except for letters of another alphabet,
 * which only a class can have; class keys take precedence over a letter that begins a class name.
 */
export const reviewActions: readonly Action<ReviewSession>[] = withZoom([
  accept,
  ...others,
  {
    id: 'class',
    label: () => i18n.t('review.keys.relabel'),
    keys: fixedKeys('review.class', '1 2 3 …'),
    test: (key, { classes }) => classOfKey(key, classes) !== undefined,
    writes: true,
    applies: choosesAny,
    perform: (session, key) => {
      const its = key && classOfKey(key, session.classes);
      return its && session.decide('relabel', its.id);
    },
  },
  relabel,
  ...markActions,
  ...galleryActions,
]);
