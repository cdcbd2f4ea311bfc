import {
  IconArrowDown,
  IconArrowsSplit,
  IconArrowUp,
  IconCircles,
  IconPhotoSearch,
  IconSearch,
  IconSparkles,
  IconTagOff,
  IconTags,
} from '@tabler/icons-react';
import { i18n } from '../../base/strings';
import { type Action, choosesAny, galleryActions, pickAction, withZoom } from '../../gallery/actions';
import { giveAction } from '../../gallery/give-action';
import { isCtrl, isPlain, type Key } from '../../gallery/keys';
import { markActions } from '../../gallery/marks/mark-actions';
import { focusSearch } from './focus-search';
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

/** Labelling need not wait until all images are looked at: the promise is not given to the turns. */
export const similarAction: Action<LabelSession> = {
  id: 'similar',
  label: () => i18n.t('label.similar'),
  keys: '=',
  icon: IconPhotoSearch,
  test: (key) => isPlain(key, '='),
  applies: (session) => session.maySort,
  perform: (session) => void session.showSimilar(),
};

const clustersAction: Action<LabelSession> = {
  id: 'clusters',
  label: () => i18n.t('label.clusters.title'),
  keys: 'Ctrl Shift A',
  icon: IconCircles,
  test: (key) => isCtrl(key, 'a', true),
  perform: (session) => void session.turnPanel(session.panel.get() === 'clusters' ? 'classes' : 'clusters'),
};

export const proposedAction: Action<LabelSession> = {
  id: 'give-proposed',
  label: () => i18n.t('label.clusters.give'),
  keys: 'Shift Enter',
  icon: IconTags,
  test: (key) => key.shift && isPlain(key, 'Enter'),
  applies: (session) => !!session.cluster?.proposal,
  perform: (session) => session.giveProposed(),
};

const stepTest = (arrow: string) => (key: Key) => key.alt && !key.ctrl && !key.shift && key.key === arrow;
const hasClusters = ({ likeness }: LabelSession) => (likeness.clusters.get()?.length ?? 0) > 0;

const nextClusterAction: Action<LabelSession> = {
  id: 'next-cluster',
  label: () => i18n.t('label.clusters.next'),
  keys: 'Alt ↓',
  icon: IconArrowDown,
  test: stepTest('ArrowDown'),
  applies: hasClusters,
  perform: (session) => session.stepCluster(1),
};

const previousClusterAction: Action<LabelSession> = {
  id: 'previous-cluster',
  label: () => i18n.t('label.clusters.previous'),
  keys: 'Alt ↑',
  icon: IconArrowUp,
  test: stepTest('ArrowUp'),
  applies: hasClusters,
  perform: (session) => session.stepCluster(-1),
};

const searchAction: Action<LabelSession> = {
  id: 'search',
  label: () => i18n.t('label.search'),
  keys: 'Ctrl F',
  icon: IconSearch,
  test: (key) => isCtrl(key, 'f', false),
  perform: focusSearch,
};

/** The actions of the Label screen. A class's own key takes precedence over a letter that begins a name. */
export const labelActions: readonly Action<LabelSession>[] = withZoom([
  giveAction,
  pickAction,
  proposedAction,
  acceptAction,
  takeAwayAction,
  separateAction,
  similarAction,
  clustersAction,
  nextClusterAction,
  previousClusterAction,
  searchAction,
  ...markActions,
  ...galleryActions,
]);
