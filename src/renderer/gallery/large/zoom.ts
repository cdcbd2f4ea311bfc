/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a picture is looked at, whatever picture it is: several side by side are looked at alike. */
export interface Zoom {
  /** Pixels of the page for each of the picture; null: as large as there is room. */
  readonly scale: number | null;
  /** Which place of the picture is in the middle, as shares of its width and height. */
  readonly x: number;
  readonly y: number;
}

/** A picture and the room that it has. */
export interface Area {
  readonly picture: Size;
  readonly pane: Size;
  /** Pixels of the screen for each of the page. */
  readonly ratio: number;
}

export const wholeInSight: Zoom = { scale: null, x: 0.5, y: 0.5 };

/** One key or click. */
export const zoomStep = 1.5;
/** A pixel of the picture is never shown larger than so many of the screen, unless the whole picture in sight shows it so. */
const mostEnlarged = 32;

/** Pixels of the page for each of the picture with all of it in sight. */
const fitScale = ({ picture, pane }: Area): number =>
  Math.min(pane.width / picture.width, pane.height / picture.height);

/** A pixel of the picture for each of the screen. */
const actualScale = ({ ratio }: Pick<Area, 'ratio'>): number => 1 / ratio;

const scaleOf = ({ scale }: Zoom, area: Area): number => scale ?? fitScale(area);

/** How large it is shown, as a share of its actual size on the screen. */
export const shownShare = (zoom: Zoom, area: Area): number => scaleOf(zoom, area) / actualScale(area);

/** `by` times as large, with what lies under `at` (pixels of the page from the middle of the pane) staying there. */
export function zoomBy(zoom: Zoom, by: number, area: Area, at: Point = { x: 0, y: 0 }): Zoom {
  return zoomTo(zoom, scaleOf(zoom, area) * by, area, at);
}

/** The same to a given scale. As small as all of it in sight it follows the size of the pane again. */
export function zoomTo(zoom: Zoom, wished: number, area: Area, at: Point = { x: 0, y: 0 }): Zoom {
  const [fit, actual] = [fitScale(area), actualScale(area)];
  const before = scaleOf(zoom, area);
  const scale = Math.min(Math.max(wished, Math.min(fit, actual)), Math.max(mostEnlarged * actual, fit));
  if (Math.abs(scale / fit - 1) < 1e-3) return wholeInSight;
  const { width, height } = area.picture;
  const middle = centre(zoom, area);
  return inside(
    {
      scale,
      x: middle.x + (at.x / before - at.x / scale) / width,
      y: middle.y + (at.y / before - at.y / scale) / height,
    },
    area,
  );
}

/** All of it in sight, or from there to its actual size. */
export const toggled = (zoom: Zoom, area: Area, at?: Point): Zoom =>
  zoom.scale === null ? zoomTo(zoom, actualScale(area), area, at) : wholeInSight;

/** Moved by so many pixels of the page. */
export function panBy(zoom: Zoom, by: Point, area: Area): Zoom {
  if (zoom.scale === null) return zoom;
  const { width, height } = area.picture;
  const middle = centre(zoom, area);
  return inside(
    { ...zoom, x: middle.x - by.x / zoom.scale / width, y: middle.y - by.y / zoom.scale / height },
    area,
  );
}

/** Where the picture lies in its pane, in pixels of the page from its corner. */
export function placeIn(zoom: Zoom, area: Area): Size & { readonly left: number; readonly top: number } {
  const scale = scaleOf(zoom, area);
  const middle = centre(zoom, area);
  const [width, height] = [area.picture.width * scale, area.picture.height * scale];
  return {
    width,
    height,
    left: area.pane.width / 2 - middle.x * width,
    top: area.pane.height / 2 - middle.y * height,
  };
}

/** What is in the middle of this very pane: another picture may have been looked at where this one has an end. */
function centre(zoom: Zoom, area: Area): Point {
  const { x, y } = inside(zoom, area);
  return { x, y };
}

/** No further than to the picture's edges; where it is smaller than the pane it stays in the middle. */
function inside(zoom: Zoom, area: Area): Zoom {
  const scale = scaleOf(zoom, area);
  const within = (share: number, picture: number, pane: number) => {
    const half = pane / 2 / (picture * scale);
    return half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, share));
  };
  return {
    scale: zoom.scale,
    x: within(zoom.x, area.picture.width, area.pane.width),
    y: within(zoom.y, area.picture.height, area.pane.height),
  };
}
