import type { ReactNode } from 'react';
import styles from './Notices.module.css';
import type { GallerySession } from './session';

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
      {said && <Notice testId="notice">{said}</Notice>}
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
