import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { focusGrid, gridId } from '../../../gallery/focus-grid';
import { GridFrame, useFollowed, useGridFrame } from '../../../gallery/GridFrame';
import { GridView } from '../../../gallery/grid-view';
import { layOut } from '../../../gallery/layout';
import { pictureSizeFor } from '../../../gallery/scene';
import { useBand } from '../../../gallery/use-band';
import type { Classes } from '../classes';
import type { Session } from '../session';
import { writeHeading } from './heading';
import { TileIcons } from './TileIcons';
import { Tile, type TileScene } from './tile';

interface GridProps {
  readonly session: Session;
  readonly known: Classes;
  /** Wished width of a tile. */
  readonly size: number;
  readonly open: () => void;
}

/** All images that the filter lets through. Tiles are plain elements, drawn by `GridView`. */
export function Grid({ session, known, size, open }: GridProps) {
  const { t } = useTranslation();
  const { width, elements, refs } = useGridFrame();
  const view = useRef<GridView<TileScene> | null>(null);
  const shown = session.shown.use();
  const selection = session.selection.use();
  const drawn = session.drawn.use();
  const followed = session.followed.use();
  const threshold = session.thresholds.choice.use().threshold;
  const dragged = threshold === session.thresholds.stored.use().threshold ? null : threshold;
  const { band, handlers } = useBand(session.selection, view);

  useLayoutEffect(() => {
    const grid = new GridView(
      elements(),
      {
        want: (rows) => session.tiles.want(rows),
        heading: (element, section) => writeHeading(element, section, known.byId),
      },
      () => new Tile(),
    );
    view.current = grid;
    return () => {
      session.gridLeft = { shown: session.shown.get(), offset: grid.offset };
      session.layout = null;
      grid.destroy();
      view.current = null;
    };
  }, [session, known, elements]);

  const layout = useMemo(
    () =>
      shown && width > 0 ? layOut({ width, images: shown.rows.length, size, groups: shown.groups }) : null,
    [shown, width, size],
  );
  const scene = useMemo(() => {
    if (!shown || !layout) return null;
    const pictureSize = pictureSizeFor(layout.tileWidth);
    const { tiles } = session;
    return { layout, rows: shown.rows, tiles, classes: known.byId, pictureSize, dragged };
  }, [shown, layout, session, known, dragged]);

  const last = useRef<{ shown: typeof shown; view: GridView<TileScene> | null }>({ shown: null, view: null });
  useLayoutEffect(() => {
    const grid = view.current;
    if (!scene || !grid) return;
    const fresh = last.current.view !== grid;
    const anew = last.current.shown !== shown && !fresh;
    last.current = { shown, view: grid };
    session.layout = { layout: scene.layout, view: grid.height };
    grid.show(scene, anew ? (shown?.scroll ?? 'top') : 'stay');
    if (!fresh) return;
    const { gridLeft } = session;
    grid.scrollTo(gridLeft?.shown === shown ? gridLeft.offset : 0);
    // What was chosen on the map is in sight here.
    const selection = session.selection.get();
    if (selection.ranges.length > 0) grid.reveal(selection.focus);
  }, [scene, shown, session]);

  useFollowed(view, { selection, drawn, followed });
  useEffect(focusGrid, []);

  return (
    <GridFrame
      refs={refs}
      id={gridId}
      label={t('review.grid')}
      testId="grid"
      images={shown?.rows.length}
      focus={selection.focus}
      band={band}
      onDoubleClick={open}
      {...handlers}
    >
      <TileIcons />
    </GridFrame>
  );
}
