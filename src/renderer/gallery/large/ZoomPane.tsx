import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Store } from '../../base/kept/store';
import noPicture from '../../base/pictures/no-picture.svg';
import { pictureAddress, wholePictureAddress } from '../../base/pictures/Picture';
import { type Area, panBy, placeIn, type Size, shownShare, toggled, type Zoom, zoomBy } from '../zoom/zoom';
import styles from './ZoomPane.module.css';

/** Pixels on the longer side of the preview, which is shown until more pixels are needed. */
export const previewSide = 1024;
/** From this enlargement on, pixels are shown as squares, since a person then looks at single pixels. */
const squaresFrom = 3;
/** If the pointer moves by more pixels than this, the press is no click. */
const slack = 3;

interface ZoomPaneProps {
  readonly imageId: number;
  /**
   * The size of the image in pixels; null if it is unknown, so that the size of its preview is used; undefined until the studio has
   * answered.
   */
  readonly size: Size | null | undefined;
  readonly zoom: Store<Zoom>;
  readonly alt?: string;
  /** Called after each render with the area that the zoom keys work on. */
  readonly onArea?: (area: Area) => void;
  readonly onShown?: () => void;
}

/**
 * One picture that is zoomed with the wheel and moved by dragging. Its whole file is loaded only when it is shown larger than its preview.
 */
export function ZoomPane({ imageId, size, zoom, alt = '', onArea, onShown }: ZoomPaneProps) {
  const { t } = useTranslation();
  const { ref: sizeRef, width, height } = useElementSize();
  const pane = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, pane);
  const [preview, setPreview] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  const [whole, setWhole] = useState<'wanted' | 'shown' | null>(null);
  const how = zoom.use();
  // Until the size is known, the picture can only be shown whole and not at a given scale.
  const picture = size ?? (size === null || how.scale === null ? preview : null);
  const ratio = window.devicePixelRatio;
  const area: Area | null =
    picture && width > 0 && height > 0 ? { picture, pane: { width, height }, ratio } : null;
  const share = area ? shownShare(how, area) : 0;
  useEffect(() => {
    if (area) onArea?.(area);
  });
  const fewer = preview !== null && !!size && preview.width < size.width;
  const needsWhole = fewer && share * size.width > preview.width * 1.05;
  useEffect(() => {
    if (needsWhole) setWhole((before) => before ?? 'wanted');
  }, [needsWhole]);
  const handlers = useHand(zoom, area);
  useWheel(pane, zoom, area);
  const place = area && placeIn(how, area);
  const style = place && {
    width: place.width,
    height: place.height,
    transform: `translate(${place.left}px, ${place.top}px)`,
    imageRendering: share >= squaresFrom ? ('pixelated' as const) : undefined,
  };
  const words = broken ? [alt, t('images.unreadable')].filter(Boolean).join(': ') : alt;
  return (
    <div
      ref={ref}
      {...handlers}
      className={styles.pane}
      data-zoomed={how.scale !== null || undefined}
      data-share={share.toFixed(4)}
      data-image-id={imageId}
      data-testid="zoom-pane"
    >
      {broken ? (
        <img className={styles.broken} src={noPicture} alt={words} title={words} draggable={false} />
      ) : (
        <>
          <img
            className={styles.picture}
            style={style ?? { visibility: 'hidden' }}
            src={pictureAddress(imageId, previewSide)}
            alt={words}
            draggable={false}
            decoding="async"
            onError={() => setBroken(true)}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              setPreview({ width: naturalWidth, height: naturalHeight });
              onShown?.();
            }}
          />
          {whole !== null && (
            <img
              className={styles.picture}
              style={whole === 'shown' ? (style ?? undefined) : { visibility: 'hidden' }}
              src={wholePictureAddress(imageId)}
              alt=""
              draggable={false}
              decoding="async"
              onLoad={({ currentTarget }) =>
                void currentTarget.decode().then(
                  () => setWhole('shown'),
                  () => {},
                )
              }
              data-whole={whole}
            />
          )}
        </>
      )}
    </div>
  );
}

type Press = { readonly id: number; x: number; y: number; far: boolean };

/** A drag moves the picture. A double click shows the actual size around the clicked place, or the whole picture again. */
function useHand(zoom: Store<Zoom>, area: Area | null) {
  const press = useRef<Press | null>(null);
  const end = () => {
    press.current = null;
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || zoom.get().scale === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = { id: event.pointerId, x: event.clientX, y: event.clientY, far: false };
    },
    onPointerMove({ pointerId, clientX, clientY }: PointerEvent<HTMLElement>) {
      const { current } = press;
      if (current?.id !== pointerId || !area) return;
      const by = { x: clientX - current.x, y: clientY - current.y };
      if (!current.far && Math.hypot(by.x, by.y) < slack) return;
      press.current = { id: pointerId, x: clientX, y: clientY, far: true };
      zoom.set(panBy(zoom.get(), by, area));
    },
    onPointerUp: end,
    onPointerCancel: end,
    onDoubleClick(event: MouseEvent<HTMLElement>) {
      if (area) zoom.set(toggled(zoom.get(), area, fromMiddle(event.currentTarget, event)));
    },
  };
}

/** Zooms with the wheel. React's own wheel listeners are passive and could not keep the page from zooming as well. */
function useWheel(ref: RefObject<HTMLElement | null>, zoom: Store<Zoom>, area: Area | null): void {
  const latest = useRef(area);
  useEffect(() => {
    latest.current = area;
  });
  useEffect(() => {
    const element = ref.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      if (!latest.current || !element) return;
      const by = Math.exp(-Math.max(-300, Math.min(300, lines(event))) / 400);
      zoom.set(zoomBy(zoom.get(), by, latest.current, fromMiddle(element, event)));
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [ref, zoom]);
}

/** The turn of the wheel in pixels. Pinching on a touch pad arrives as small turns with Ctrl. */
const lines = ({ deltaY, deltaMode, ctrlKey }: WheelEvent): number =>
  deltaY * (deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1) * (ctrlKey ? 4 : 1);

function fromMiddle(element: Element, { clientX, clientY }: { clientX: number; clientY: number }) {
  const box = element.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}
