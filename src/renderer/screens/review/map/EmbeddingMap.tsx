import { ActionIcon, Button, Loader, Text, Tooltip } from '@mantine/core';
import { IconLasso, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmbeddingMap as MapData } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { ask } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import { countSelected, selectedRows } from '../../../gallery/layout/selection';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { wholePlane, zoomed } from './camera';
import { Hovered } from './Hovered';
import classes from './Map.module.css';
import { PointIndex } from './point-index';
import { useCanvas } from './use-canvas';
import { useMapPointer } from './use-map-pointer';
import { usePoints } from './use-points';

interface EmbeddingMapProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** Every image as a point; images that the model finds similar lie near each other. A selection here is also the grid's selection. */
export function EmbeddingMap({ session, known }: EmbeddingMapProps) {
  const { t } = useTranslation();
  const { labellingId } = session;
  const { data, error } = useQuery(ask.review.map.queryOptions({ input: { labellingId } }));
  if (error)
    return (
      <Empty icon={IconLasso} title={t('review.map.none')}>
        {sentenceOf(failureOf(error))}
      </Empty>
    );
  if (!data)
    return (
      <div className={classes.waiting}>
        <Loader size="sm" />
        <Text c="dimmed">{t('review.map.loading')}</Text>
      </div>
    );
  return <Plane session={session} known={known} map={data} />;
}

function Plane({ session, known, map }: EmbeddingMapProps & { readonly map: MapData }) {
  const { t } = useTranslation();
  const [lassoing, setLassoing] = useState(false);
  const points = usePoints(map, session, known);
  const index = useMemo(() => new PointIndex(map.x, map.y), [map]);
  const canvas = useCanvas(points);
  const pointer = useMapPointer({ session, map, index, canvas, lassoing });
  const { camera, setCamera, ratio } = canvas;
  const middle = camera && { x: camera.width / 2, y: camera.height / 2 };
  const zoom = (times: number) => camera && middle && setCamera(zoomed(camera, times, middle));
  // The map is focused at once, so that keys act on the images.
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  const buttons = [
    [t('review.map.zoomIn'), IconPlus, () => zoom(1.6)],
    [t('review.map.zoomOut'), IconMinus, () => zoom(1 / 1.6)],
    [t('review.map.fit'), IconMaximize, () => camera && setCamera(wholePlane(camera.width, camera.height))],
  ] as const;
  return (
    <div ref={frame} className={classes.frame} tabIndex={-1}>
      <canvas
        ref={canvas.ref}
        className={classes.canvas}
        data-lasso={lassoing || undefined}
        role="img"
        aria-label={t('review.map.title')}
        data-testid="map"
        {...pointer.handlers}
      />
      {pointer.lasso && (
        <svg className={classes.lasso} aria-hidden>
          <polygon points={pointer.lasso.map(({ x, y }) => `${x / ratio},${y / ratio}`).join(' ')} />
        </svg>
      )}
      <FocusRing session={session} map={map} canvas={canvas} />
      {pointer.hovered !== null && (
        <Hovered session={session} known={known} map={map} index={pointer.hovered} canvas={canvas} />
      )}
      <div className={classes.tools}>
        <Tooltip label={t('review.map.lasso')} position="left">
          <ActionIcon
            variant={lassoing ? 'filled' : 'default'}
            color={lassoing ? 'iris' : undefined}
            aria-label={t('review.map.lasso')}
            aria-pressed={lassoing}
            onClick={() => setLassoing(!lassoing)}
            data-testid="map-lasso"
          >
            <IconLasso size={17} />
          </ActionIcon>
        </Tooltip>
        {buttons.map(([label, Icon, run]) => (
          <Tooltip key={label} label={label} position="left">
            <ActionIcon variant="default" aria-label={label} onClick={run}>
              <Icon size={17} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      <Notes session={session} map={map} />
    </div>
  );
}

interface NotesProps {
  readonly session: ReviewSession;
  readonly map: MapData;
}

function Notes({ session, map }: NotesProps) {
  const { t } = useTranslation();
  const selection = session.selection.use();
  const shown = session.shown.use();
  const { images } = session.overview.labelling;
  const beyond = useMemo(() => {
    let points = 0;
    for (let i = 0; i < map.x.length; i++) if (Math.abs(map.x[i]) === 1 || Math.abs(map.y[i]) === 1) points++;
    return points;
  }, [map]);
  const several = shown && countSelected(selection) > 1;
  return (
    <div className={classes.notes}>
      <span>
        {map.rows.length < images
          ? t('review.map.sample', { n: count(map.rows.length), all: count(images) })
          : t('review.map.help')}
        {beyond > 0 && ` ${t('review.map.beyond', { count: beyond, n: count(beyond) })}`}
      </span>
      {several && (
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => session.filter({ rows: selectedRows(selection, shown.rows) })}
          data-testid="map-filter"
        >
          {t('review.map.filter')}
        </Button>
      )}
    </div>
  );
}

/** A ring around the focused image. */
function FocusRing({ session, map, canvas }: NotesProps & { readonly canvas: ReturnType<typeof useCanvas> }) {
  const shown = session.shown.use();
  const { focus } = session.selection.use();
  const at = useMemo(() => (shown ? map.rows.indexOf(shown.rows[focus]) : -1), [map, shown, focus]);
  const place = at < 0 ? null : canvas.onScreen({ x: map.x[at], y: map.y[at] });
  return place && <div className={classes.focus} style={{ left: place.x, top: place.y }} />;
}
