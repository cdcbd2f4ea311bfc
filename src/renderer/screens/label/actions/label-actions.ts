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
import { keys } from '../../../base/keys/bindings';
import { i18n } from '../../../base/strings';
import {
  type Action,
  choosesAny,
  galleryActions,
  pickAction,
  withZoom,
} from '../../../gallery/actions/actions';
import { excludeAction } from '../../../gallery/actions/exclude-action';
import { giveAction } from '../../../gallery/actions/give-action';
import { markActions } from '../../../gallery/marks/mark-actions';
import type { LabelSession } from '../session/label-session';
import { focusSearch } from './focus-search';

export const acceptAction: Action<LabelSession> = {
  id: 'accept',
  label: () => i18n.t('label.accept'),
  keys: keys('label.accept', 'Enter'),
  icon: IconSparkles,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.accept(),
};

export const takeAwayAction: Action<LabelSession> = {
  id: 'take-away',
  label: () => i18n.t('label.takeAway'),
  keys: keys('label.take-away', 'Del', 'Backspace'),
  icon: IconTagOff,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.give(null),
};

export const separateAction: Action<LabelSession> = {
  id: 'separate',
  label: () => i18n.t('label.separate'),
  keys: keys('label.separate', '-'),
  icon: IconArrowsSplit,
  writes: true,
  applies: (session) => session.choice.get().view === 'alike' && choosesAny(session),
  perform: (session) => session.separate(),
};

/** Labelling need not wait until all images were looked at, so the promise is not returned to the turns. */
export const similarAction: Action<LabelSession> = {
  id: 'similar',
  label: () => i18n.t('label.similar'),
  keys: keys('label.similar', '='),
  icon: IconPhotoSearch,
  writes: true,
  applies: (session) => session.maySort,
  perform: (session) => void session.showSimilar(),
};

const clustersAction: Action<LabelSession> = {
  id: 'clusters',
  label: () => i18n.t('label.clusters.title'),
  keys: keys('label.clusters', 'Ctrl Shift A'),
  icon: IconCircles,
  writes: true,
  perform: (session) => void session.turnPanel(session.panel.get() === 'clusters' ? 'classes' : 'clusters'),
};

export const proposedAction: Action<LabelSession> = {
  id: 'give-proposed',
  label: () => i18n.t('label.clusters.give'),
  keys: keys('label.give-proposed', 'Shift Enter'),
  icon: IconTags,
  writes: true,
  applies: (session) => !!session.cluster?.proposal,
  perform: (session) => session.giveProposed(),
};

const hasClusters = ({ likeness }: LabelSession) => (likeness.clusters.get()?.length ?? 0) > 0;

const nextClusterAction: Action<LabelSession> = {
  id: 'next-cluster',
  label: () => i18n.t('label.clusters.next'),
  keys: keys('label.next-cluster', 'Alt ↓'),
  icon: IconArrowDown,
  applies: hasClusters,
  perform: (session) => session.stepCluster(1),
};

const previousClusterAction: Action<LabelSession> = {
  id: 'previous-cluster',
  label: () => i18n.t('label.clusters.previous'),
  keys: keys('label.previous-cluster', 'Alt ↑'),
  icon: IconArrowUp,
  applies: hasClusters,
  perform: (session) => session.stepCluster(-1),
};

export const searchAction: Action<LabelSession> = {
  id: 'search',
  label: () => i18n.t('label.search'),
  keys: keys('label.search', 'Ctrl F'),
  icon: IconSearch,
  perform: focusSearch,
};

/** The actions of the Label screen. The key of a class takes precedence over a letter that begins a class name. */
export const labelActions: readonly Action<LabelSession>[] = withZoom([
  giveAction,
  pickAction,
  proposedAction,
  acceptAction,
  takeAwayAction,
  excludeAction,
  separateAction,
  similarAction,
  clustersAction,
  nextClusterAction,
  previousClusterAction,
  searchAction,
  ...markActions,
  ...galleryActions,
]);
