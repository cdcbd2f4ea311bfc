import type { EmbeddingMap } from '../../../../contract';
import { Picture } from '../../../base/pictures/Picture';
import { tilePercent } from '../../../gallery/layout/scene';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import classes from './Map.module.css';
import type { MapCanvas } from './use-canvas';

interface HoveredProps {
  readonly session: ReviewSession;
  readonly known: Classes;
  readonly map: EmbeddingMap;
  /** Index of the point in the map. */
  readonly index: number;
  readonly canvas: MapCanvas;
}

/** The picture of the point under the pointer, shown beside it. */
export function Hovered({ session: { pages }, known, map, index, canvas }: HoveredProps) {
  const row = map.rows[index];
  const place = canvas.onScreen({ x: map.x[index], y: map.y[index] });
  if (!place || !pages.isKnown(row) || !canvas.camera) return null;
  const its = known.byId.get(pages.classIds[row]);
  const sure = pages.confidenceShown(row);
  const left = place.x > canvas.camera.width / canvas.ratio / 2;
  const low = place.y > canvas.camera.height / canvas.ratio / 2;
  return (
    <div
      className={classes.hovered}
      style={{
        left: place.x,
        top: place.y,
        transform: `translate(${left ? 'calc(-100% - 12px)' : '12px'}, ${low ? 'calc(-100% - 12px)' : '12px'})`,
      }}
    >
      <Picture key={row} imageId={pages.imageIds[row]} size={112} alt="" />
      <span>
        <i style={{ background: its?.color }} />
        <b>{its?.name}</b>
        {sure !== null && tilePercent(sure)}
      </span>
    </div>
  );
}
