interface PictureProps {
  readonly imageId: number;
  /** Pixels on the longer side, as asked of the studio. */
  readonly size: number;
  readonly className?: string;
  readonly alt?: string;
}

/** An image of the catalog by its number. */
export function Picture({ imageId, size, className, alt = '' }: PictureProps) {
  const scale = Math.min(2, Math.ceil(window.devicePixelRatio));
  return (
    <img
      className={className}
      src={`studio://image/${imageId}?size=${size * scale}`}
      alt={alt}
      draggable={false}
      decoding="async"
      onLoad={({ currentTarget: image }) => {
        // A picture of 28 pixels is looked at pixel by pixel; a photograph is not.
        image.style.imageRendering =
          Math.max(image.naturalWidth, image.naturalHeight) < size / 2 ? 'pixelated' : '';
      }}
    />
  );
}
