import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { GridFrame, useFollowed, useGridFrame } from '../../gallery/GridFrame';
import { GridView } from '../../gallery/grid-view';
import { layOut } from '../../gallery/layout';
import type { TileClass } from '../../gallery/picture-tile';
import { pictureSizeFor } from '../../gallery/scene';
import { useBand } from '../../gallery/use-band';
import { type LabelScene, LabelTile } from './label-tile';
import type { Session } from './session';

interface LabelGridProps {
  readonly session: Session;
  readonly classes: ReadonlyMap<number, TileClass>;
  /** Wished width of a tile. */
  readonly size: number;
  readonly open: () => void;
}

/** The images to label. Tiles are plain elements, drawn by `GridView`. */
export function LabelGrid({ session, classes, size, open }: LabelGridProps) {
  const { t } = useTranslation();
  const { width, elements, refs } = useGridFrame();
  const view = useRef<GridView<LabelScene> | null>(null);
  const shown = session.shown.use();
  const selection = session.selection.use();
  const drawn = session.drawn.use();
  const followed = session.followed.use();
  const { band, handlers } = useBand(session.selection, view);

  useLayoutEffect(() => {
    const grid = new GridView<LabelScene>(
      elements(),
      { want: (ids) => session.shown.get()?.tiles.want(ids), heading: () => {} },
      () => new LabelTile(),
    );
    view.current = grid;
    return () => {
      grid.destroy();
      view.current = null;
    };
  }, [session, elements]);

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

  useFollowed(view, { selection, drawn, followed });

  return (
    <GridFrame
      refs={refs}
      label={t('label.grid')}
      testId="label-grid"
      images={shown?.ids.length}
      focus={selection.focus}
      band={band}
      onDoubleClick={open}
      {...handlers}
    />
  );
}
