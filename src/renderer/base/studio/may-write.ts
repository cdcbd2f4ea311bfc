import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import { readOnly } from '../kept/writing';
import { i18n } from '../strings';
import { ask } from './connection';

const noticeId = 'read-only';

/** Keeps `readOnly` in step with the open project, for the whole window. */
export function useReadOnly(): void {
  const { data: project } = useQuery(ask.project.current.queryOptions());
  const cannot = project?.readOnly ?? false;
  useLayoutEffect(() => {
    readOnly.set(cannot);
    // The notice was about the project that was open before.
    if (!cannot) notifications.hide(noticeId);
  }, [cannot]);
}

/**
 * Whether an action that changes the project may begin, when it is asked for by keys, commands or dropped files. If not, the reason is
 * shown.
 */
export function mayWrite(): boolean {
  if (readOnly.get())
    notifications.show({ id: noticeId, color: 'yellow', message: i18n.t('restore.readOnly') });
  return !readOnly.get();
}
