import { IconCheck } from '@tabler/icons-react';
import { Swatch } from '../../base/frame/Swatch';
import { Picture } from '../../base/pictures/Picture';
import type { GallerySession } from '../session/session';
import styles from './LargeView.module.css';

/** Says what the last action assigned, beside a small picture of its image, because the next image is shown by then. */
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
