import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { GallerySession } from '../session/session';
import { perform, undoAction } from './actions';
import styles from './Notices.module.css';

interface NoticesProps {
  readonly session: GallerySession;
  /** Further messages, each a `Notice`. */
  readonly children?: ReactNode;
}

/** The messages below the images of a gallery. */
export function Notices({ session, children }: NoticesProps) {
  const said = session.notice.use();
  return (
    <div className={styles.notices} role="status">
      {said && (
        <Notice testId="notice">
          <span>{said.words}</span>
          {said.undoes && (
            <Button
              size="compact-xs"
              variant="light"
              leftSection={<IconArrowBackUp size={13} aria-hidden />}
              onClick={() => perform(undoAction, session)}
              data-testid="notice-undo"
            >
              {undoAction.label()}
            </Button>
          )}
        </Notice>
      )}
      {children}
    </div>
  );
}

export function Notice({ testId, children }: { readonly testId: string; readonly children: ReactNode }) {
  return (
    <div className={styles.notice} data-testid={testId}>
      {children}
    </div>
  );
}
