/**
 * Python that reads a picture as the studio does before a model sees it: upright, over white, the shorter side `size` by antialiased
 * bicubic resizing, the middle cut out. Pillow's `box` takes the middle and resizes in one go, so that no side is rounded first: the
 * scale is the same in both directions, as in libvips, which enlarges half a new pixel aside. Needs `pythonReadImports`.
 */
export function pythonRead(size: number): string {
  return `def read(path, size=${size}):
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
    return np.asarray(image.resize((size, size), Image.BICUBIC, box, reducing_gap=2))`;
}

/** What `pythonRead` needs. */
export const pythonReadImports = 'import numpy as np\nfrom PIL import Image, ImageOps';
