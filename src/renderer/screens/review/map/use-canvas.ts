import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { type Camera, type MapPoint, resized, toCanvas, wholePlane } from './camera';
import { type Points, packed, paintPoints } from './paint';

const paints = {
  light: { outside: packed('#d3d6db'), ring: packed('#1b1d20') },
  dark: { outside: packed('#33363b'), ring: packed('#ffffff') },
} as const;

/** A canvas that shows points through a camera, painted in the next frame after either changes. */
export function useCanvas(points: Points | null) {
  const scheme = useComputedColorScheme('dark');
  const { ref: sizeRef, width, height } = useElementSize<HTMLCanvasElement>();
  const element = useRef<HTMLCanvasElement>(null);
  const [camera, setCamera] = useState<Camera | null>(null);
  const ratio = window.devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];

  useEffect(() => {
    if (w > 0 && h > 0) setCamera((before) => (before ? resized(before, w, h) : wholePlane(w, h)));
  }, [w, h]);

  useEffect(() => {
    const canvas = element.current;
    if (!canvas || !camera || !points) return;
    const frame = requestAnimationFrame(() => {
      if (canvas.width !== camera.width) canvas.width = camera.width;
      if (canvas.height !== camera.height) canvas.height = camera.height;
      const context = canvas.getContext('2d');
      const image = context?.createImageData(camera.width, camera.height);
      if (!context || !image) return;
      paintPoints(new Uint32Array(image.data.buffer), camera, points, paints[scheme]);
      context.putImageData(image, 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [camera, points, scheme]);

  const ref = useMergedRef(element, sizeRef);
  /** The position of a point, in CSS pixels of the canvas. */
  const onScreen = (point: MapPoint): MapPoint | null => {
    if (!camera) return null;
    const { x, y } = toCanvas(camera, point);
    return { x: x / ratio, y: y / ratio };
  };
  return { ref, camera, setCamera, ratio, onScreen };
}

export type MapCanvas = ReturnType<typeof useCanvas>;
