export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/**
 * The visible part of the plane, and its position on a canvas of `width` x `height` pixels. y points up on
 * the plane.
 */
export interface Camera {
  readonly width: number;
  readonly height: number;
  /** The point of the plane in the middle of the canvas. */
  readonly centre: MapPoint;
  /** Pixels per unit of the plane. */
  readonly scale: number;
}

const margin = 24;
const closest = 400;

/** Shows all of the plane from -1 to 1. */
export function wholePlane(width: number, height: number): Camera {
  const scale = Math.max(1, (Math.min(width, height) - 2 * margin) / 2);
  return { width, height, centre: { x: 0, y: 0 }, scale };
}

export function toCanvas({ width, height, centre, scale }: Camera, { x, y }: MapPoint): MapPoint {
  return { x: width / 2 + (x - centre.x) * scale, y: height / 2 - (y - centre.y) * scale };
}

export function toPlane({ width, height, centre, scale }: Camera, { x, y }: MapPoint): MapPoint {
  return { x: centre.x + (x - width / 2) / scale, y: centre.y - (y - height / 2) / scale };
}

/** Zooms so that the same point of the plane stays under `at`. */
export function zoomed(camera: Camera, times: number, at: MapPoint): Camera {
  const least = wholePlane(camera.width, camera.height).scale;
  const scale = Math.min(least * closest, Math.max(least * 0.5, camera.scale * times));
  const under = toPlane(camera, at);
  const centre = {
    x: under.x - (at.x - camera.width / 2) / scale,
    y: under.y + (at.y - camera.height / 2) / scale,
  };
  return { ...camera, scale, centre };
}

export function moved(camera: Camera, by: MapPoint): Camera {
  const { centre, scale } = camera;
  return { ...camera, centre: { x: centre.x - by.x / scale, y: centre.y + by.y / scale } };
}

/** The same view on a canvas of another size. */
export function resized(camera: Camera, width: number, height: number): Camera {
  const ratio = wholePlane(width, height).scale / wholePlane(camera.width, camera.height).scale;
  return { ...camera, width, height, scale: camera.scale * ratio };
}
