import { useEffect, useRef } from 'react';

interface PixelCanvasProps {
  /** uint8 RGB `[side, side, 3]`. */
  readonly pixels: Uint8Array;
  readonly side: number;
  readonly label: string;
}

/** Images below this side are scaled without smoothing. */
const smallSide = 64;

/** Draws an image from its pixels, as wide as its container. */
export function PixelCanvas({ pixels, side, label }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(side, side);
    for (let from = 0, to = 0; from < side * side * 3; from += 3, to += 4) {
      image.data[to] = pixels[from];
      image.data[to + 1] = pixels[from + 1];
      image.data[to + 2] = pixels[from + 2];
      image.data[to + 3] = 255;
    }
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [pixels, side]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={side}
      height={side}
      style={{
        display: 'block',
        width: '100%',
        borderRadius: 3,
        imageRendering: side < smallSide ? 'pixelated' : 'auto',
      }}
    />
  );
}
