import type { Fit } from '../vocabulary/images';

/** How a picture becomes a square of a given side, as a part of a sentence. */
export const fitWords: Readonly<Record<Fit, (side: string) => string>> = {
  cover: (side) =>
    `the shorter side resized to ${side} by antialiased bicubic interpolation, the middle cut out`,
  contain: (side) =>
    `the longer side resized to ${side} by antialiased bicubic interpolation, black bars beside it`,
  squeeze: (side) => `both sides resized to ${side} by antialiased bicubic interpolation, whatever its shape`,
};

/**
 * Python that reads a picture as the studio does before a model sees it: upright, over white, made square by `fit`. For "cover" Pillow's
 * `box` takes the middle and resizes in one go, so that no side is rounded first: the scale is the same in both directions, as in libvips,
 * which shifts an enlarged picture by half a new pixel. Needs `pythonReadImports`.
 */
export function pythonRead(size: number, fit: Fit = 'cover'): string {
  return fits[fit](size);
}

const fits: Readonly<Record<Fit, (size: number) => string>> = {
  cover: (size) => `def read(path, size=${size}):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    scale, starts = min(image.size) / size, []
    for side in image.size:
        whole = max(size, int(side / scale + 0.5))
        left = (whole - size + 1) // 2 * scale
        starts.append(left + 1 - scale / 2 if scale < 1 else min(max(0, left + (side - whole * scale) / 2), side - size * scale))
    if scale < 1:
        image = Image.fromarray(np.pad(np.asarray(image), ((1, 0), (1, 0), (0, 0)), "edge"))
    box = (*starts, *[start + size * scale for start in starts])
    return np.asarray(image.resize((size, size), Image.BICUBIC, box, reducing_gap=2))`,
  contain: (size) => `${upright(size)}
    scale = max(image.size) / size
    shape = [min(size, max(1, int(side / scale + 0.5))) for side in image.size]
    square = Image.new("RGB", (size, size))
    square.paste(image.resize(shape, Image.BICUBIC, reducing_gap=2), tuple((size - side) // 2 for side in shape))
    return np.asarray(square)`,
  squeeze: (size) => `${upright(size)}
    return np.asarray(image.resize((size, size), Image.BICUBIC, reducing_gap=2))`,
};

const upright = (size: number) => `def read(path, size=${size}):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")`;

/** What `pythonRead` needs. */
export const pythonReadImports = 'import numpy as np\nfrom PIL import Image, ImageOps';
