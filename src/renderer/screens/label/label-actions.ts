import { IconArrowsSplit, IconSparkles, IconTagOff } from '@tabler/icons-react';
import { i18n } from '../../base/strings';
import { type Action, choosesAny, galleryActions, pickAction, withZoom } from '../../gallery/actions';
import { giveAction } from '../../gallery/give-action';
import { isPlain } from '../../gallery/keys';
import type { LabelSession } from './label-session';

export const acceptAction: Action<LabelSession> = {
  id: 'accept',
  label: () => i18n.t('label.accept'),
  keys: 'Enter',
  icon: IconSparkles,
  test: (key) => isPlain(key, 'Enter'),
  applies: choosesAny,
  perform: (session) => session.accept(),
};

export const takeAwayAction: Action<LabelSession> = {
  id: 'take-away',
  label: () => i18n.t('label.takeAway'),
  keys: 'Del',
  icon: IconTagOff,
  test: (key) => isPlain(key, 'Delete', 'Backspace'),
  applies: choosesAny,
  perform: (session) => session.give(null),
};

export const separateAction: Action<LabelSession> = {
  id: 'separate',
  label: () => i18n.t('label.separate'),
  keys: '-',
  icon: IconArrowsSplit,
  test: (key) => isPlain(key, '-'),
  applies: (session) => session.choice.get().view === 'alike' && choosesAny(session),
  perform: (session) => session.separate(),
};

/** The actions of the Label screen. A class's own key takes precedence over a letter that begins a name. */
export const labelActions: readonly Action<LabelSession>[] = withZoom([
  giveAction,
  pickAction,
  acceptAction,
  takeAwayAction,
  separateAction,
  ...galleryActions,
]);
