import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { ActionMenu } from '../actions/ActionMenu';
import type { Action } from '../actions/actions';
import { actOnKey } from '../actions/use-action-keys';
import { focusGrid, gridId } from '../layout/focus-grid';
import { type GridLayout, type GridSection, layOut } from '../layout/layout';
import { pictureSizeFor } from '../layout/scene';
import { isSelected, only } from '../layout/selection';
import type { GallerySession, Shown } from '../session/session';
import { GridFrame, useFollowed, useGridFrame } from './GridFrame';
import { GridView } from './grid-view';
import type { GridScene, PictureTile } from './picture-tile';
import { useBand } from './use-band';
import { useSizeWheel } from './use-size-wheel';

interface PictureGridProps<S extends GridScene> {
  readonly session: GallerySession;
  /** Label for screen readers. */
  readonly label: string;
  readonly testId: string;
  /** Preferred width of a tile. */
  readonly size: number;
  /** Called with the size that a person chooses with Ctrl and the wheel. */
  readonly resize?: (size: number) => void;
  /** Returns all that tiles are drawn from. It must be the same function for as long as none of that has changed. */
  readonly sceneOf: (grid: GridScene, shown: Shown) => S;
  /** Must be the same function for as long as the grid is mounted. */
  readonly makeTile: () => PictureTile<S>;
  /** Writes the heading of a group. */
  readonly heading?: (element: HTMLElement, section: GridSection) => void;
  /** Lines of text under an image. */
  readonly lines?: 1 | 2;
  /** A single click opens the large view, for grids without a multiple selection. */
  readonly clickOpens?: boolean;
  /** The actions whose keys the grid handles itself, if its screen contains more than the grid. */
  readonly actions?: readonly Action[];
  readonly children?: ReactNode;
}

const noHeading = () => {};

/** The images of a gallery. Tiles are plain elements, drawn by `GridView`. */
export function PictureGrid<S extends GridScene>(props: PictureGridProps<S>) {
  const { session, size, sceneOf, makeTile, heading = noHeading, label, testId, lines, children } = props;
  const { clickOpens = false, actions, resize } = props;
  const { width, elements, refs } = useGridFrame();
  const view = useRef<GridView<S> | null>(null);
  const shown = session.shown.use();
  const selection = session.selection.use();
  const drawn = session.drawn.use();
  const followed = session.followed.use();
  const { band, handlers } = useBand(session.selection, view);

  useLayoutEffect(() => {
    const grid = new GridView<S>(
      elements(),
      { want: (rows) => session.pages?.want(rows), heading },
      makeTile,
    );
    view.current = grid;
    return () => {
      session.gridLeft = { shown: session.shown.get(), offset: grid.offset };
      session.layout = null;
      grid.destroy();
      view.current = null;
    };
  }, [session, makeTile, heading, elements]);

  const layout = useMemo(
    () =>
      shown && width > 0
        ? layOut({ width, images: shown.rows.length, size, groups: shown.groups, lines })
        : null,
    [shown, width, size, lines],
  );
  const scene = useMemo(
    () => (shown && layout ? sceneOf(gridScene(layout, shown), shown) : null),
    [shown, layout, sceneOf],
  );

  const last = useRef<{ shown: Shown | null; view: GridView<S> | null }>({ shown: null, view: null });
  useLayoutEffect(() => {
    const grid = view.current;
    if (!scene || !grid) return;
    const fresh = last.current.view !== grid;
    const anew = last.current.shown !== shown && !fresh;
    last.current = { shown, view: grid };
    session.layout = { layout: scene.layout, view: grid.height };
    const scroll = anew ? (shown?.scroll ?? 'top') : 'stay';
    grid.show(scene, scroll === 'stay' ? 'stay' : 'top');
    if (scroll === 'focus') grid.reveal(session.selection.get().focus);
    if (!fresh) return;
    const { gridLeft } = session;
    grid.scrollTo(gridLeft?.shown === shown ? gridLeft.offset : 0);
    // Scrolls to the images that were chosen on a map.
    const { ranges, focus } = session.selection.get();
    if (ranges.length > 0) grid.reveal(focus);
  }, [scene, shown, session]);

  useSizeWheel(elements, size, resize);
  useFollowed(view, { selection, drawn, followed });
  // A grid that handles its own keys takes the focus only when a person moves to it.
  const takesFocus = actions === undefined;
  useEffect(() => {
    if (takesFocus) focusGrid();
  }, [takesFocus]);
  /** By now the click has selected its image; a click beside the images selects none. */
  const open = () => {
    if (session.chosenCount === 1) session.look();
  };

  const press = (event: KeyboardEvent) => {
    if (!actions) return;
    actOnKey(event.nativeEvent, session, actions);
    // The view that the key opens must not receive the key as well.
    if (event.nativeEvent.defaultPrevented) event.stopPropagation();
  };
  /** The menu is about the clicked image and all that are selected with it. */
  const openMenu = (event: MouseEvent) => {
    const tile = event.target instanceof Element && event.target.closest('[role="option"]');
    if (!tile) return;
    event.preventDefault();
    const position = Number(tile.getAttribute('aria-posinset')) - 1;
    if (!isSelected(session.selection.get(), position)) session.selection.set(only(position));
    session.menu.set({ x: event.clientX, y: event.clientY });
  };

  return (
    <GridFrame
      refs={refs}
      id={gridId}
      label={label}
      testId={testId}
      images={shown?.rows.length}
      focus={selection.focus}
      band={band}
      onDoubleClick={clickOpens ? undefined : open}
      onClick={clickOpens ? open : undefined}
      onKeyDown={press}
      onContextMenu={openMenu}
      {...handlers}
    >
      <ActionMenu session={session} actions={actions} />
      {children}
    </GridFrame>
  );
}

const gridScene = (layout: GridLayout, { rows }: Shown): GridScene => ({
  layout,
  rows,
  pictureSize: pictureSizeFor(layout.tileWidth),
});
