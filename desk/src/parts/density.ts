// How dense many incidents lie, as one small picture: a far view is a single draw, on any machine.
import type { Points } from "../api";
import { isPlaced, type Days } from "./days";

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
export interface Field { width: number; height: number; corners: [Corner, Corner, Corner, Corner]; at: Int32Array; weights: [Float32Array, Float32Array] }

/** The frame that holds all incidents with a place, and the dot of each (-1: none). */
export function field(points: Points): Field | null {
  let west = Infinity, east = -Infinity, south = Infinity, top = -Infinity;
  const xs = new Float64Array(points.id.length), ys = new Float64Array(points.id.length);
  for (let n = 0; n < points.id.length; n++) {
    const lat = points.lat[n], lon = points.lon[n];
    if (lat == null || lon == null || !isPlaced(points, n)) { xs[n] = NaN; continue; }
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
  const weights: Field["weights"] = [new Float32Array(width * height), new Float32Array(width * height)];
  return { width, height, at, weights, corners: [[west, latitude(top)], [right, latitude(top)], [right, bottom], [west, bottom]] };
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

// The hues as 256 pixels from nothing to the darkest, in the order of bytes that a picture has.
const RAMP = new Uint32Array(Uint8ClampedArray.from(
  Array.from({ length: 256 }, (_, n) => {
    const share = n / 255;
    const stop = Math.max(1, STOPS.findIndex((one) => share <= one));
    const along = (share - STOPS[stop - 1]!) / (STOPS[stop]! - STOPS[stop - 1]!);
    return [0, 1, 2, 3].map((part) => HUE[stop - 1]![part]! + (HUE[stop]![part]! - HUE[stop - 1]![part]!) * along);
  }).flat(),
).buffer);

/** Draw how dense the incidents of the days chosen lie; gives the weight that is darkest (null: the densest). */
export function paint(canvas: HTMLCanvasElement, frame: Field, starts: Float64Array, days: Days, darkest: number | null): number {
  const { width, height, at, weights: [now, then] } = frame;
  const [first, last] = days ?? [-Infinity, Infinity];
  now.fill(0);
  for (let n = 0; n < at.length; n++) if (at[n]! >= 0 && (!days || (starts[n]! >= first && starts[n]! <= last))) now[at[n]!]!++;
  spread(now, then, height, width, 1, width);
  spread(then, now, width, height, width, 1);
  const scale = darkest ?? now.reduce((a, b) => Math.max(a, b), 0);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  // The root, so that quiet districts are seen beside the worst ones.
  if (scale) for (let n = 0; n < now.length; n++) if (now[n]!) pixels[n] = RAMP[Math.min(255, Math.round(255 * Math.sqrt(now[n]! / scale)))]!;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  // Kept in ordinary memory: it is read again at once, as a texture.
  canvas.getContext("2d", { willReadFrequently: true })?.putImageData(image, 0, 0);
  return scale;
}
