import { type PointerEvent, useEffect, useRef, useState, type WheelEvent } from 'react';
import type { EmbeddingMap } from '../../../../contract';
import { among, only, rangesWhere, selectRanges, toggle } from '../../../gallery/layout/selection';
import type { ReviewSession } from '../session/review-session';
import { type MapPoint, moved, toPlane, zoomed } from './camera';
import { pointsInside } from './lasso';
import type { PointIndex } from './point-index';
import type { MapCanvas } from './use-canvas';

/** Distance in CSS pixels within which the pointer hits a point. */
const reach = 9;
const slack = 4;

interface MapPointerInput {
  readonly session: ReviewSession;
  readonly map: EmbeddingMap;
  readonly index: PointIndex;
  readonly canvas: MapCanvas;
  /** If true, a drag without Shift draws a lasso as well. */
  readonly lassoing: boolean;
}

/**
 * Dragging moves the map, the wheel zooms, Shift and drag draws a lasso, a click selects, and the point under
 * the pointer is reported.
 */
export function useMapPointer({ session, map, index, canvas, lassoing }: MapPointerInput) {
  const { camera, setCamera, ratio } = canvas;
  const [lasso, setLasso] = useState<readonly MapPoint[] | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const press = useRef<{ last: MapPoint; far: boolean; lasso: MapPoint[] | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: points move under the pointer with the camera
  useEffect(() => setHovered(null), [camera]);

  const at = (event: { clientX: number; clientY: number; currentTarget: Element }): MapPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) * ratio, y: (event.clientY - box.top) * ratio };
  };
  const under = (point: MapPoint) =>
    camera && index.nearest(toPlane(camera, point), (reach * ratio) / camera.scale);

  const click = (point: MapPoint, adding: boolean) => {
    const found = under(point);
    const position = found === null ? -1 : (session.shown.get()?.rows.indexOf(map.rows[found]) ?? -1);
    if (position >= 0) session.moveTo(adding ? toggle(session.selection.get(), position) : only(position));
    else if (!adding) session.selection.set({ ...session.selection.get(), ranges: [] });
  };

  const catchPoints = (polygon: readonly MapPoint[], adding: boolean) => {
    const rows = session.shown.get()?.rows;
    if (!camera || !rows) return;
    const plane = polygon.map((point) => toPlane(camera, point));
    const inside = pointsInside(plane, map.x, map.y).map((i) => map.rows[i]);
    const ranges = rangesWhere(rows, among(Int32Array.from(inside)));
    session.selection.set(selectRanges(session.selection.get(), ranges, adding));
  };

  return {
    lasso,
    hovered,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLCanvasElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const drawing = lassoing || event.shiftKey;
        press.current = { last: at(event), far: false, lasso: drawing ? [at(event)] : null };
      },
      onPointerMove(event: PointerEvent<HTMLCanvasElement>) {
        const { current } = press;
        const point = at(event);
        if (!current) return setHovered(under(point));
        const by = { x: point.x - current.last.x, y: point.y - current.last.y };
        if (!current.far && Math.hypot(by.x, by.y) < slack * ratio) return;
        current.far = true;
        current.last = point;
        if (current.lasso) {
          current.lasso.push(point);
          setLasso([...current.lasso]);
        } else if (camera) setCamera(moved(camera, by));
      },
      onPointerUp(event: PointerEvent<HTMLCanvasElement>) {
        const { current } = press;
        const adding = event.ctrlKey || event.metaKey;
        press.current = null;
        setLasso(null);
        if (!current) return;
        if (!current.far) click(current.last, adding);
        else if (current.lasso) catchPoints(current.lasso, adding);
      },
      onPointerCancel() {
        press.current = null;
        setLasso(null);
      },
      onPointerLeave: () => setHovered(null),
      onWheel(event: WheelEvent<HTMLCanvasElement>) {
        if (camera) setCamera(zoomed(camera, 1.0015 ** -event.deltaY, at(event)));
      },
    },
  };
}
