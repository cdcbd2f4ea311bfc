/**
 * Python that reads a picture as the studio does before a model sees it: upright, over white, the shorter side `size` by antialiased
 * bicubic resizing, the middle cut out. Pillow's `box` takes the middle and resizes in one go, so that no side is rounded first: the
 * scale is the same in both directions, as in libvips. Needs `Image`, `ImageOps` of Pillow and numpy as `np`.
 */
export function pythonRead(size: number): string {
  return `def read(path, size=${size}):
    image = Image.open(path)
    if image.format == "JPEG" and min(image.size) >= 2 * size:
        image.draft("RGB", [side * size // min(image.size) for side in image.size])
    image = ImageOps.exif_transpose(image).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    scale = min(image.size) / size
    starts = []
    for side in image.size:
        whole = max(size, int(side / scale + 0.5))
        beside = (side - whole * scale) / 2 if scale > 1 else 0
        starts.append(min(max(0, (whole - size + 1) // 2 * scale + beside), side - size * scale))
    box = (*starts, *[start + size * scale for start in starts])
    return np.asarray(image.resize((size, size), Image.BICUBIC, box, reducing_gap=2))`;
}

/** What `pythonRead` needs. */
export const pythonReadImports = 'import numpy as np\nfrom PIL import Image, ImageOps';
