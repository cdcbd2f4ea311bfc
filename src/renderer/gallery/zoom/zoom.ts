/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How pictures are viewed, independent of any picture: several side by side share one zoom. */
export interface Zoom {
  /** Pixels of the page per pixel of the picture; null shows the whole picture as large as there is room. */
  readonly scale: number | null;
  /** The point of the picture that is in the middle of the pane, as shares of its width and height. */
  readonly x: number;
  readonly y: number;
}

/** A picture and the pane that it is shown in. */
export interface Area {
  readonly picture: Size;
  readonly pane: Size;
  /** Pixels of the screen per pixel of the page. */
  readonly ratio: number;
}

export const wholeInSight: Zoom = { scale: null, x: 0.5, y: 0.5 };

/** The factor by which one key press or click zooms. */
export const zoomStep = 1.5;
/** Each side of a picture's pixel covers at most this many pixels of the screen, unless the whole picture in the pane needs more. */
const mostEnlarged = 32;

/** Pixels of the page per pixel of the picture when the whole picture is in sight. */
const fitScale = ({ picture, pane }: Area): number =>
  Math.min(pane.width / picture.width, pane.height / picture.height);

/** The scale that shows one pixel of the picture per pixel of the screen. */
const actualScale = ({ ratio }: Pick<Area, 'ratio'>): number => 1 / ratio;

const scaleOf = ({ scale }: Zoom, area: Area): number => scale ?? fitScale(area);

/** The size at which the picture is shown, as a share of its actual size on the screen. */
export const shownShare = (zoom: Zoom, area: Area): number => scaleOf(zoom, area) / actualScale(area);

/** Makes the picture `by` times as large. The point under `at` (pixels of the page from the middle of the pane) stays there. */
export function zoomBy(zoom: Zoom, by: number, area: Area, at: Point = { x: 0, y: 0 }): Zoom {
  return zoomTo(zoom, scaleOf(zoom, area) * by, area, at);
}

/** Zooms to a given scale, within the limits. At the scale that shows the whole picture, it follows the size of the pane again. */
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

/** Switches between the whole picture in sight and its actual size. */
export const toggled = (zoom: Zoom, area: Area, at?: Point): Zoom =>
  zoom.scale === null ? zoomTo(zoom, actualScale(area), area, at) : wholeInSight;

/** Moves the picture by so many pixels of the page. */
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

/** The point in the middle of this pane. The zoom may come from another picture and lie too close to this picture's edge. */
function centre(zoom: Zoom, area: Area): Point {
  const { x, y } = inside(zoom, area);
  return { x, y };
}

/** Limits the middle so that the picture's edges stay outside the pane; a picture that is smaller than the pane is centred. */
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
