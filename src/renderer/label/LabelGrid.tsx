import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../grid/Grid.module.css';
import { GridView } from '../grid/grid-view';
import { layOut } from '../grid/layout';
import type { TileClass } from '../grid/picture-tile';
import { pictureSizeFor } from '../grid/scene';
import { useBand } from '../grid/use-band';
import { type LabelScene, LabelTile } from './label-tile';
import type { Session } from './session';

interface LabelGridProps {
  readonly session: Session;
  readonly classes: ReadonlyMap<number, TileClass>;
  /** Wished width of a tile. */
  readonly size: number;
}

/** The images to label. Tiles are plain elements, drawn by `GridView`. */
export function LabelGrid({ session, classes, size }: LabelGridProps) {
  const { t } = useTranslation();
  const { ref: sizeRef, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const board = useRef<HTMLDivElement>(null);
  const view = useRef<GridView<LabelScene> | null>(null);
  const shown = session.shown.use();
  const selection = session.selection.use();
  const drawn = session.drawn.use();
  const followed = session.followed.use();
  const { band, handlers } = useBand(session.selection, view);

  useLayoutEffect(() => {
    const grid = new GridView<LabelScene>(
      {
        scroller: scroller.current as HTMLElement,
        spacer: spacer.current as HTMLElement,
        board: board.current as HTMLElement,
      },
      { want: (ids) => session.shown.get()?.tiles.want(ids), heading: () => {} },
      () => new LabelTile(),
    );
    view.current = grid;
    return () => {
      grid.destroy();
      view.current = null;
    };
  }, [session]);

  const layout = useMemo(
    () => (shown && width > 0 ? layOut({ width, images: shown.ids.length, size, groups: null }) : null),
    [shown, width, size],
  );
  const scene = useMemo(
    () =>
      shown && layout
        ? {
            layout,
            rows: shown.ids,
            tiles: shown.tiles,
            classes,
            pictureSize: pictureSizeFor(layout.tileWidth),
          }
        : null,
    [shown, layout, classes],
  );

  const before = useRef(shown);
  useLayoutEffect(() => {
    const grid = view.current;
    if (!scene || !grid) return;
    session.layout = { layout: scene.layout, view: grid.height };
    grid.show(scene, before.current === shown ? 'stay' : 'top');
    before.current = shown;
  }, [scene, shown, session]);

  useLayoutEffect(() => view.current?.select(selection), [selection]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn counts up when tiles came
  useEffect(() => view.current?.paint(), [drawn]);
  useLayoutEffect(() => {
    if (followed > 0) view.current?.reveal(session.selection.get().focus);
  }, [followed, session]);

  const scrollerRef = useMergedRef(scroller, sizeRef);
  const some = shown !== null && shown.ids.length > 0;
  return (
    <div className={styles.frame}>
      <div
        ref={scrollerRef}
        className={styles.scroller}
        tabIndex={0}
        role="listbox"
        aria-label={t('label.grid')}
        aria-multiselectable
        aria-activedescendant={some ? `tile-${selection.focus}` : undefined}
        data-testid="label-grid"
        data-images={shown?.ids.length}
        {...handlers}
      >
        <div ref={spacer} role="presentation" />
        <div ref={board} className={styles.board} role="presentation" />
      </div>
      {band && <div className={styles.band} style={band} />}
    </div>
  );
}
