/** The number of pixels over which a picture is blurred once more. */
const reach = 11;
const half = (reach - 1) / 2;
/** Places of a line that are looked at beyond its ends. */
const beyond = half + 1;
/** Smaller changes are replaced by this. */
const least = 2 ** -52;

/** The shape of a grey picture, `[height, width]`. */
interface Shape {
  readonly width: number;
  readonly height: number;
}

/**
 * 1 less the blur effect of Crete et al. (2007, "The blur effect: perception and estimation with a new no-reference perceptual blur
 * metric"), from 0 for no edges to 1, equal to scikit-image's `blur_effect`: a sharp picture loses most of its edges when it is blurred
 * along one axis, a blurred one almost none; the worse axis counts. Unlike in scikit-image, an axis along which nothing changes is not
 * taken for blurred: a plain or striped picture is not. A side of less than 4 pixels, which leaves no inner part, also gives 1.
 */
export function sharpness(grey: Uint8Array, { width, height }: Shape): number {
  if (Math.min(width, height) < 4) return 1;
  const turned = transposed(grey, { width, height });
  return Math.min(lost(grey, { width, height }), lost(turned, { width: height, height: width }));
}

/**
 * The share of changes from left to right that is lost by blurring each line over 11 neighbours. The change of a moving mean from left to
 * right depends only on the four neighbours at the ends of its reach.
 */
function lost(grey: Uint8Array, { width, height }: Shape): number {
  const line = new Float64Array(width + 2 * beyond);
  const places = Int32Array.from(line, (_, x) => mirrored(x - beyond, width));
  let [all, gone, most] = [0, 0, 0];
  for (let y = 2; y < height - 1; y++) {
    const at = y * width;
    // Sobel's weights across the line.
    for (let x = 0; x < line.length; x++) {
      const place = at + places[x];
      line[x] = grey[place - width] + 2 * grey[place] + grey[place + width];
    }
    for (let x = 2 + beyond; x < width - 1 + beyond; x++) {
      const sharp = Math.max(least, Math.abs(line[x + 1] - line[x - 1]));
      const blurred = Math.abs(line[x + half + 1] + line[x + half] - line[x - half] - line[x - half - 1]);
      all += sharp;
      most = Math.max(most, sharp);
      gone += Math.max(0, sharp - Math.max(least, blurred / reach));
    }
  }
  return most > least ? gone / all : 1;
}

/** The place in `0 .. length - 1` that stands for one outside of it: mirrored at both ends, which are repeated. */
function mirrored(place: number, length: number): number {
  const within = ((place % (2 * length)) + 2 * length) % (2 * length);
  return within < length ? within : 2 * length - 1 - within;
}

function transposed(grey: Uint8Array, { width, height }: Shape): Uint8Array {
  const out = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = grey[y * width + x];
  return out;
}
