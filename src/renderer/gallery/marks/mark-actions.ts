import { IconNote, IconStar, IconTags } from '@tabler/icons-react';
import { i18n } from '../../base/strings';
import { type Action, choosesAny } from '../actions';
import { isPlain } from '../keys';
import type { MarkingSession } from './marking-session';

const starAction: Action<MarkingSession> = {
  id: 'star',
  label: () => i18n.t('marks.star'),
  keys: '*',
  icon: IconStar,
  test: (key) => isPlain(key, '*'),
  applies: choosesAny,
  perform: (session) => session.star(),
};

const tagAction: Action<MarkingSession> = {
  id: 'tags',
  label: () => i18n.t('marks.tags'),
  keys: '#',
  icon: IconTags,
  test: (key) => isPlain(key, '#'),
  applies: choosesAny,
  perform: (session) => session.mark('tags'),
};

const noteAction: Action<MarkingSession> = {
  id: 'note',
  label: () => i18n.t('marks.note'),
  keys: '"',
  icon: IconNote,
  test: (key) => isPlain(key, '"'),
  applies: choosesAny,
  perform: (session) => session.mark('note'),
};

/** What can be written on images. */
export const markActions: readonly Action<MarkingSession>[] = [starAction, tagAction, noteAction];
