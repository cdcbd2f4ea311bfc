import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import noPicture from './no-picture.svg';

interface PictureProps {
  readonly imageId: number;
  /** Pixels on the longer side, as requested from the studio. */
  readonly size: number;
  readonly className?: string;
  readonly alt?: string;
  /** Called when the picture is loaded. */
  readonly onShown?: () => void;
}

/** The address of a picture of the catalog. `size` is in pixels of the page. */
export function pictureAddress(imageId: number, size: number): string {
  return `studio://image/${imageId}?size=${size * Math.min(2, Math.ceil(window.devicePixelRatio))}`;
}

/** The address of an image of the catalog with all its pixels. */
export const wholePictureAddress = (imageId: number): string => `studio://image/${imageId}?size=whole`;

/** An image of the catalog by its id; an icon replaces it if its file cannot be read. */
export function Picture({ imageId, size, className, alt = '', onShown }: PictureProps) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState<number | null>(null);
  const broken = failed === imageId;
  const words = broken ? [alt, t('images.unreadable')].filter(Boolean).join(': ') : alt;
  return (
    <img
      className={className}
      data-image-id={imageId}
      src={broken ? noPicture : pictureAddress(imageId, size)}
      alt={words}
      title={broken ? words : undefined}
      onError={() => setFailed(imageId)}
      draggable={false}
      decoding="async"
      onLoad={({ currentTarget: image }) => {
        // A picture of 28 pixels is scaled without smoothing, a photograph with it.
        image.style.imageRendering =
          Math.max(image.naturalWidth, image.naturalHeight) < size / 2 ? 'pixelated' : '';
        onShown?.();
      }}
    />
  );
}
