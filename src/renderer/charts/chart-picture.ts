import type { Bytes } from '../base/program/save-file';
import type { Curve } from './curve-data';

/** Pixels of the picture per pixel of the page: the picture is meant for print and slides. */
const scale = 3;
const margin = 14;
const titleHeight = 26;
const legendHeight = 20;
/** The style properties of a shape. They come from style sheets, which a separate picture does not have. */
const painted = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'text-anchor',
] as const;

interface ChartWords {
  readonly title: string;
  readonly curves: readonly Omit<Curve, 'points'>[];
}

/** A chart of the page as a PNG file, with its title and legend, in the colours of the window's theme. */
export async function chartPicture(chart: HTMLElement, { title, curves }: ChartWords): Promise<Bytes> {
  const svg = chart.querySelector<SVGSVGElement>('svg.recharts-surface');
  if (!svg) throw new Error('There is no chart to save.');
  const { width, height } = svg.getBoundingClientRect();
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standingAlone(svg, width, height))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((width + 2 * margin) * scale);
  canvas.height = Math.round((height + titleHeight + legendHeight + 2 * margin) * scale);
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const page = getComputedStyle(document.body);
  pen.scale(scale, scale);
  pen.fillStyle = page.backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(margin, margin);
  pen.fillStyle = page.color;
  pen.font = `600 14px ${page.fontFamily}`;
  pen.textBaseline = 'middle';
  pen.fillText(title, 0, titleHeight / 2);
  drawLegend(pen, chart, curves, page.fontFamily);
  pen.drawImage(picture, 0, titleHeight + legendHeight, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be made.');
  return new Uint8Array(await blob.arrayBuffer());
}

function drawLegend(
  pen: CanvasRenderingContext2D,
  chart: HTMLElement,
  curves: ChartWords['curves'],
  fontFamily: string,
): void {
  pen.font = `12px ${fontFamily}`;
  const y = titleHeight + legendHeight / 2 - 2;
  let x = 0;
  for (const { name, color, dash } of curves) {
    pen.strokeStyle = resolvedColor(chart, color);
    pen.lineWidth = 2;
    pen.setLineDash(dash?.split(' ').map(Number) ?? []);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 18, y);
    pen.stroke();
    pen.fillText(name, x + 24, y);
    x += 24 + pen.measureText(name).width + 16;
  }
  pen.setLineDash([]);
}

/** Resolves a colour that refers to a variable of the theme. */
function resolvedColor(chart: HTMLElement, color: string): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  chart.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** The source of the drawing with its styles written into it, so that it needs no style sheet. */
function standingAlone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [i, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const name of painted) copies[i].setAttribute(name, style.getPropertyValue(name));
    copies[i].removeAttribute('style');
    copies[i].removeAttribute('class');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', getComputedStyle(document.body).fontFamily);
  return new XMLSerializer().serializeToString(copy);
}
