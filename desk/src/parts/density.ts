// How dense many incidents lie, as one small picture: a far view is a single draw, on any machine.
import type { Points } from "../api";

const HUE: [number, number, number, number][] = [
  // From pale to dark in one hue, with how much of the map stays visible: more is darker, not more dreadful.
  [191, 214, 220, 0], [191, 214, 220, 150], [95, 154, 171, 190], [29, 78, 95, 205], [12, 40, 51, 215],
];
const STOPS = [0, 0.06, 0.35, 0.75, 1];
// One dot of the picture in degrees; how wide and how far (dots) an incident's weight is spread.
const STEP = 0.08;
const WIDTH = 2.5;
const REACH = 8;
const MARGIN = 1;
const LONGEST = 700;

const north = (lat: number): number => (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360));
const latitude = (north: number): number => (360 / Math.PI) * (Math.atan(Math.exp((north * Math.PI) / 180)) - Math.PI / 4);

export type Corner = [number, number];
export interface Field { width: number; height: number; corners: [Corner, Corner, Corner, Corner]; at: Int32Array }

/** The frame that holds all incidents with a place, and the dot of each (-1: none). */
export function field(points: Points): Field | null {
  let west = Infinity, east = -Infinity, south = Infinity, top = -Infinity;
  const xs = new Float64Array(points.id.length), ys = new Float64Array(points.id.length);
  for (let n = 0; n < points.id.length; n++) {
    const lat = points.lat[n], lon = points.lon[n];
    if (lat == null || lon == null) { xs[n] = NaN; continue; }
    const y = north(lat);
    xs[n] = lon; ys[n] = y;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (y < south) south = y;
    if (y > top) top = y;
  }
  if (west > east) return null;
  west -= MARGIN; east += MARGIN; south -= MARGIN; top += MARGIN;
  const step = Math.max(STEP, (east - west) / LONGEST, (top - south) / LONGEST);
  const width = Math.ceil((east - west) / step), height = Math.ceil((top - south) / step);
  const at = new Int32Array(points.id.length);
  for (let n = 0; n < at.length; n++) {
    at[n] = Number.isNaN(xs[n]!) ? -1 : Math.min(height - 1, Math.floor((top - ys[n]!) / step)) * width + Math.min(width - 1, Math.floor((xs[n]! - west) / step));
  }
  const [right, bottom] = [west + width * step, latitude(top - height * step)];
  return { width, height, at, corners: [[west, latitude(top)], [right, latitude(top)], [right, bottom], [west, bottom]] };
}

// A bell of three dots' width, as far as it is seen.
const BELL = Float32Array.from({ length: 2 * REACH + 1 }, (_, n) => Math.exp(-((n - REACH) ** 2) / (2 * WIDTH ** 2)));

/** Each dot's weight spread along rows (by 1) or columns (by the width). */
function spread(from: Float32Array, to: Float32Array, lines: number, length: number, by: number, next: number): void {
  to.fill(0);
  for (let line = 0; line < lines; line++) {
    const first = line * next;
    for (let n = 0; n < length; n++) {
      const weight = from[first + n * by]!;
      if (!weight) continue;
      for (let k = Math.max(0, n - REACH); k <= Math.min(length - 1, n + REACH); k++) to[first + k * by]! += weight * BELL[k - n + REACH]!;
    }
  }
}

/** Draw how dense those incidents lie that `shown` lets through; gives the weight that is darkest (null: the densest). */
export function paint(canvas: HTMLCanvasElement, frame: Field, shown: (n: number) => boolean, darkest: number | null): number {
  const { width, height, at } = frame;
  const now = new Float32Array(width * height), then = new Float32Array(width * height);
  for (let n = 0; n < at.length; n++) if (at[n]! >= 0 && shown(n)) now[at[n]!]!++;
  spread(now, then, height, width, 1, width);
  spread(then, now, width, height, width, 1);
  const most = now.reduce((a, b) => Math.max(a, b), 0);
  const scale = darkest ?? most;
  const image = new ImageData(width, height);
  for (let n = 0; n < now.length; n++) {
    // The root, so that quiet districts are seen beside the worst ones.
    const share = scale ? Math.min(1, Math.sqrt(now[n]! / scale)) : 0;
    if (!share) continue;
    const stop = STOPS.findIndex((one) => share <= one);
    const [low, high] = [STOPS[stop - 1]!, STOPS[stop]!];
    for (let part = 0; part < 4; part++) image.data[4 * n + part] = HUE[stop - 1]![part]! + ((HUE[stop]![part]! - HUE[stop - 1]![part]!) * (share - low)) / (high - low);
  }
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return scale;
}
