import { type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import { pictureAddress } from '../../base/pictures/Picture';
import { stepInGallery } from '../session/move';
import type { GallerySession } from '../session/session';
import { factsShown } from '../zoom/facts-shown';
import { useSizes } from '../zoom/sizes';
import { FactsPanel } from './FactsPanel';
import { GivenNote } from './GivenNote';
import { LargeView } from './LargeView';
import styles from './LargeView.module.css';
import { ZoomBar } from './ZoomBar';
import { previewSide, ZoomPane } from './ZoomPane';

interface GalleryLargeViewProps {
  readonly session: GallerySession;
  /** A few elements that describe an image, and its alternative text. */
  readonly about: (row: number) => { readonly words: ReactNode; readonly alt?: string };
  /** The buttons for star, tags and note, if images of this gallery can have them; the facts then show them too. */
  readonly marks?: ReactNode;
}

/** The focused image of a gallery as large as there is room, or the selected images side by side. Actions apply to the focused image. */
export function GalleryLargeView({ session, about, marks }: GalleryLargeViewProps) {
  const rows = session.shown.use()?.rows;
  const { focus } = session.selection.use();
  session.compared.use();
  session.drawn.use();
  const { panes } = session;
  const [readyId, setReadyId] = useState<number | null>(null);
  const imageAt = (position: number) => {
    const row = rows?.[position];
    return row === undefined ? 0 : session.imageOf(row);
  };
  const ids = panes.map(imageAt).filter((id) => id > 0);
  const sizes = useSizes(ids);
  const facts = factsShown.use();
  useNeighbours(session, focus);
  usePreparedPictures(focus, imageAt, readyId === imageAt(focus));
  if (!rows || rows.length === 0) return null;
  const compares = panes.length > 1;
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    session.menu.set({ x: event.clientX, y: event.clientY });
  };
  const pane = (position: number) => {
    const imageId = imageAt(position);
    if (imageId === 0) return null;
    return (
      <ZoomPane
        key={imageId}
        imageId={imageId}
        size={sizes(imageId)}
        zoom={session.zooming.zoom}
        alt={about(rows[position]).alt}
        onArea={(area) => {
          if (position === session.selection.get().focus) session.zooming.area.set(area);
        }}
        onShown={() => setReadyId(imageId)}
      />
    );
  };
  return (
    <LargeView
      position={focus}
      images={rows.length}
      panes={panes.length}
      go={(step) => session.turns.take(() => stepInGallery(session, step < 0 ? 'left' : 'right', false))}
      close={() => session.large.set(false)}
      openMenu={openMenu}
      about={compares ? null : about(rows[focus]).words}
      tools={
        <>
          {marks}
          <ZoomBar zooming={session.zooming} />
        </>
      }
      aside={
        <>
          {facts && imageAt(focus) > 0 && (
            <FactsPanel
              imageId={imageAt(focus)}
              size={sizes(imageAt(focus))}
              isMarked={marks !== undefined}
            />
          )}
          <GivenNote session={session} />
        </>
      }
    >
      {compares ? (
        panes.map((position) => (
          <div
            key={position}
            className={styles.compared}
            data-focused={position === focus || undefined}
            data-testid="compared"
            onPointerDown={() => session.lookAt(position)}
          >
            <p>{about(rows[position]).words}</p>
            {pane(position)}
          </div>
        ))
      ) : (
        <div className={styles.single}>{pane(focus)}</div>
      )}
    </LargeView>
  );
}

/** Requests the data of the tiles around the focus, and of those shown side by side, even if the grid does not show them. */
function useNeighbours(session: GallerySession, focus: number): void {
  useEffect(() => {
    const rows = session.shown.get()?.rows;
    if (!rows) return;
    session.pages?.want([
      session.compared.get(),
      rows.subarray(focus, focus + 40),
      rows.subarray(Math.max(0, focus - 40), focus),
    ]);
  }, [session, focus]);
}

/** Once an image is shown, its neighbours are loaded, so that a person can step through photographs without waiting. */
function usePreparedPictures(position: number, imageAt: (position: number) => number, shows: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each image that is shown
  useEffect(() => {
    if (!shows) return;
    for (const near of [position + 1, position + 2, position - 1]) {
      const imageId = imageAt(near);
      if (imageId > 0) new Image().src = pictureAddress(imageId, previewSide);
    }
  }, [position, shows]);
}
