import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Store } from '../../base/kept/store';
import { type GridLayout, type GridPoint, positionAt, positionsIn } from '../layout/layout';
import { extend, only, selectRanges, type TileSelection, toggle } from '../layout/selection';

/** If the pointer moves by more pixels than this, the press starts a rubber band and is no click. */
const slack = 4;
const edge = 36;

interface Press {
  /** In pixels of the grid. */
  readonly start: GridPoint;
  readonly base: TileSelection;
  readonly keep: boolean;
  band: boolean;
  last: GridPoint;
}

/** The rubber band, in pixels of the visible part. */
export interface Band {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The grid under the band. */
interface BandGrid {
  readonly offset: number;
  readonly height: number;
  readonly layout: GridLayout | null;
  scrollTo(offset: number): void;
}

/** Handles clicks and rubber bands on the grid, with Ctrl and Shift. */
export function useBand(selected: Store<TileSelection>, view: RefObject<BandGrid | null>) {
  const press = useRef<Press | null>(null);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const [band, setBand] = useState<Band | null>(null);

  const inSight = (event: PointerEvent<HTMLElement>): GridPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const offset = () => view.current?.offset ?? 0;

  const stretch = () => {
    const { current } = press;
    const layout = view.current?.layout;
    if (!current || !layout) return;
    const end = { x: current.last.x, y: current.last.y + offset() };
    selected.set(selectRanges(current.base, positionsIn(layout, current.start, end), current.keep));
    setBand({
      left: Math.min(current.start.x, end.x),
      top: Math.min(current.start.y, end.y) - offset(),
      width: Math.abs(current.start.x - end.x),
      height: Math.abs(current.start.y - end.y),
    });
  };

  /** Keeps scrolling while the pointer is held at an edge. */
  const pull = () => {
    const { current } = press;
    const grid = view.current;
    if (!current?.band || !grid) return;
    const over = current.last.y - (grid.height - edge);
    const under = current.last.y - edge;
    const by = Math.max(0, over) + Math.min(0, under);
    if (by === 0) return;
    grid.scrollTo(offset() + by);
    stretch();
  };

  const end = () => {
    clearInterval(timer.current);
    press.current = null;
    setBand(null);
  };

  return {
    band,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button !== 0 || isOnScrollbar(event)) return;
        const at = inSight(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        press.current = {
          start: { x: at.x, y: at.y + offset() },
          base: selected.get(),
          keep: event.ctrlKey || event.metaKey || event.shiftKey,
          band: false,
          last: at,
        };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const { current } = press;
        if (!current) return;
        current.last = inSight(event);
        const moved = Math.hypot(
          current.last.x - current.start.x,
          current.last.y + offset() - current.start.y,
        );
        if (!current.band && moved < slack) return;
        if (!current.band) timer.current = setInterval(pull, 30);
        current.band = true;
        stretch();
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        const { current } = press;
        const layout = view.current?.layout;
        if (current && layout && !current.band) {
          const at = positionAt(layout, current.start);
          selected.set(clicked(current.base, at, event));
        }
        end();
      },
      onPointerCancel: end,
    },
  };
}

function clicked(
  selection: TileSelection,
  at: number | null,
  { ctrlKey, metaKey, shiftKey }: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean },
): TileSelection {
  const ctrl = ctrlKey || metaKey;
  if (at === null) return ctrl || shiftKey ? selection : { ...selection, ranges: [] };
  if (shiftKey) return extend(selection, at, ctrl);
  return ctrl ? toggle(selection, at) : only(at);
}

function isOnScrollbar({ currentTarget, clientX }: PointerEvent<HTMLElement>): boolean {
  return clientX - currentTarget.getBoundingClientRect().left > currentTarget.clientWidth;
}
