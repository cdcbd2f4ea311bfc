import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import type { EmbeddingMap } from '../../../../contract';
import { among, selectedRows } from '../../../gallery/layout/selection';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { layers, type Points, packed } from './paint';

/** The map's points in the colours of their classes, marked by filter and selection. */
export function usePoints(
  map: EmbeddingMap | undefined,
  session: ReviewSession,
  known: Classes,
): Points | null {
  const shown = session.shown.use();
  const selection = session.selection.use();
  const drawn = session.drawn.use();
  const undoState = session.undoState.use();
  const [changed] = useDebouncedValue(undoState, 400);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again after changes
  useEffect(() => {
    if (!map) return;
    const leaving = new AbortController();
    void session.pages.readAll(map.rows, leaving.signal);
    return () => leaving.abort();
  }, [map, session, changed]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn grows when classes have arrived
  const colors = useMemo(() => {
    const packs = new Map(known.list.map(({ id, color }) => [id, packed(color)]));
    const unknown = packed('#808488');
    return (
      map?.rows && Uint32Array.from(map.rows, (row) => packs.get(session.pages.classIds[row]) ?? unknown)
    );
  }, [map, known, session, drawn]);

  const layer = useMemo(() => {
    if (!map || !shown) return null;
    const isShown = among(shown.rows);
    const isSelected = among(selectedRows(selection, shown.rows));
    const of = (row: number) =>
      isSelected(row) ? layers.selected : isShown(row) ? layers.shown : layers.outside;
    return Uint8Array.from(map.rows, of);
  }, [map, shown, selection]);

  return (
    useMemo(() => map && colors && layer && { x: map.x, y: map.y, colors, layer }, [map, colors, layer]) ??
    null
  );
}
