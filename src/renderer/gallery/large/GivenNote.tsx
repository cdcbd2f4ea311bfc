import { IconCheck } from '@tabler/icons-react';
import { Swatch } from '../../base/frame/Swatch';
import { Picture } from '../../base/pictures/Picture';
import type { GallerySession } from '../session';
import styles from './LargeView.module.css';

/** What the last act gave, on the image that it was about: by then the next one is shown. */
export function GivenNote({ session }: { readonly session: GallerySession }) {
  const given = session.given.use();
  session.selection.use();
  const rows = session.shown.get()?.rows;
  const isSeen = session.panes.some((position) => rows && session.imageOf(rows[position]) === given?.imageId);
  if (!given || isSeen) return null;
  return (
    <div className={styles.given} role="status" data-testid="given">
      <Picture imageId={given.imageId} size={64} />
      <IconCheck size={15} aria-hidden />
      {given.color && <Swatch color={given.color} small />}
      <b>{given.words}</b>
    </div>
  );
}
