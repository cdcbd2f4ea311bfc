import { type ReactNode, useEffect } from 'react';
import { LargeView } from './LargeView';
import { only } from './selection';
import type { GallerySession } from './session';

interface GalleryLargeViewProps {
  readonly session: GallerySession;
  /** What the image shows, in a word. */
  readonly alt?: string;
  /** What is said of the image, above it. */
  readonly children: ReactNode;
}

/** The image under the focus of a gallery as large as there is room; acts are about it alone. */
export function GalleryLargeView({ session, alt, children }: GalleryLargeViewProps) {
  const rows = session.shown.use()?.rows;
  const { focus } = session.selection.use();
  session.drawn.use();
  useNeighbours(session, focus);
  const imageAt = (position: number) => {
    const row = rows?.[position];
    return row === undefined ? 0 : session.imageOf(row);
  };
  if (!rows || rows.length === 0) return null;
  return (
    <LargeView
      imageId={imageAt(focus) || null}
      alt={alt}
      position={focus}
      images={rows.length}
      imageAt={imageAt}
      go={(position) => session.moveTo(only(position))}
      close={() => session.large.set(false)}
    >
      {children}
    </LargeView>
  );
}

/** Tiles around the focus are asked for even when the grid does not show them. */
function useNeighbours(session: GallerySession, focus: number): void {
  useEffect(() => {
    const rows = session.shown.get()?.rows;
    if (rows)
      session.pages?.want([rows.subarray(focus, focus + 40), rows.subarray(Math.max(0, focus - 40), focus)]);
  }, [session, focus]);
}
