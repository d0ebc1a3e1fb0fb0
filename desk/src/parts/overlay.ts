// The incidents over the map on one canvas of our own: a choice of days is drawn anew without the map being drawn again.
import type * as maplibre from "maplibre-gl";
import { classOf, type Points } from "../api";
import { isPlaced, type Box, type Calendar, type Days } from "./days";
import { field, paint, type Field } from "./density";
import { CLASSES } from "./marks";
import { shape, SIZE as SPRITE } from "./shapes";

// From this many incidents on, far views show how dense they lie, near ones each; the one fades into the other.
const MANY = 1500;
export const NEAR = 6.2;
const FADE = 0.6;
// Areas of few incidents are drawn from here on: from farther away they would only be dots.
const AREAS = 5;
// Width of a mark in pixels at the zooms of NEAREST and FARTHEST; a toll makes it larger, up to LARGEST times.
const WIDTH = 16;
const [FARTHEST, NEAREST] = [{ zoom: 4, least: 0.62, more: 0.08 }, { zoom: 10, least: 1, more: 0.15 }];
const LARGEST = 2.2;
const EARTH_M = 40_075_016.686;
const TILE = 512;
const REACH = 6;
const RING = "#b34c0c";
// A part of the map whose edges lie this near (pixels) to the frame's is the frame.
const EDGE = 3;

export const isMany = (points: Points): boolean => points.id.length > MANY;

const across = (lon: number): number => (lon + 180) / 360;
const down = (lat: number): number => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;

interface Placed {
  /** Incidents with a place, the deadliest first, so that smaller marks lie on larger ones. */
  order: number[];
  x: Float64Array;
  y: Float64Array;
  toll: Float64Array;
  sprites: (CanvasImageSource | null)[];
  faint: Uint8Array;
  /** Each area once: the incidents in it, its centre and radius. */
  areas: { of: number[]; n: number; metres: number; colour: string }[];
}

function placed(points: Points): Placed {
  const size = points.id.length;
  const drawn = new Map<string, CanvasImageSource | null>();
  const made: Placed = { order: [], x: new Float64Array(size), y: new Float64Array(size), toll: new Float64Array(size), sprites: [], faint: new Uint8Array(size), areas: [] };
  const areas = new Map<string, Placed["areas"][number]>();
  for (let n = 0; n < size; n++) {
    const lat = points.lat[n], lon = points.lon[n], killed = points.killed[n];
    // The middle of a country is no place of what is known by the country alone.
    if (lat == null || lon == null || !isPlaced(points, n)) continue;
    const kind = classOf(points.type[n]!), look = `${kind}${killed == null}`;
    if (!drawn.has(look)) drawn.set(look, shape(kind, killed == null));
    made.sprites[n] = drawn.get(look)!;
    made.order.push(n);
    made.x[n] = across(lon);
    made.y[n] = down(lat);
    made.toll[n] = Math.sqrt(Math.max(0, killed ?? 0));
    if (["site", "town"].includes(points.precision[n]!)) continue;
    made.faint[n] = 1;
    const metres = 1000 * (points.radius[n] ?? 0), key = `${lat} ${lon} ${metres} ${kind}`;
    const area = areas.get(key) ?? { of: [], n, metres: metres / Math.cos((lat * Math.PI) / 180), colour: CLASSES[kind]?.colour ?? "#000048" };
    area.of.push(n);
    if (metres) areas.set(key, area);
  }
  made.order.sort((a, b) => made.toll[b]! - made.toll[a]!);
  made.areas = [...areas.values()];
  return made;
}

interface View { zoom: number; world: number; left: number; top: number; width: number; height: number }

function viewOf(map: maplibre.Map, canvas: HTMLCanvasElement): View {
  const zoom = map.getZoom(), world = TILE * 2 ** zoom, centre = map.getCenter();
  const width = canvas.clientWidth, height = canvas.clientHeight;
  return { zoom, world, width, height, left: across(centre.lng) * world - width / 2, top: down(centre.lat) * world - height / 2 };
}

function sizer(zoom: number): (toll: number) => number {
  const share = Math.max(0, Math.min(1, (zoom - FARTHEST.zoom) / (NEAREST.zoom - FARTHEST.zoom)));
  const at = (low: number, high: number): number => low + (high - low) * share;
  return (toll) => WIDTH * at(Math.min(LARGEST, FARTHEST.least + FARTHEST.more * toll), Math.min(LARGEST, NEAREST.least + NEAREST.more * toll));
}

export interface Overlay {
  /** Show the incidents of these days. */
  choose: (days: Days) => void;
  /** Set off what lies outside a part of the map; null: nothing. */
  frame: (box: Box) => void;
  /** Ring one of them; null: none. */
  ring: (n: number | null) => void;
  /** The incidents at a point of the map's frame: those of the marks there, else of the areas that it lies in. */
  at: (x: number, y: number) => number[];
  /** Where each single mark lies; none where density stands for them. */
  spots: () => [x: number, y: number][];
  /** Whether the view is too far for single marks. */
  far: () => boolean;
  remove: () => void;
}

export function overlay(map: maplibre.Map, points: Points, calendar: Calendar, first: Days): Overlay {
  const canvas = document.createElement("canvas");
  canvas.className = "marks";
  map.getCanvas().after(canvas);
  const context = canvas.getContext("2d")!;
  const all = placed(points), many = isMany(points), { starts } = calendar;
  const frame: Field | null = many ? field(points) : null;
  const cloud = document.createElement("canvas");
  // The darkest is the same for every choice of days, so that choices can be compared.
  const darkest = frame ? paint(cloud, frame, starts, null, null) : 0;
  let days = first, ringed: number | null = null, waiting = 0, box: Box = null;

  const within = (n: number): boolean => !days || (starts[n]! >= days[0] && starts[n]! <= days[1]);
  const far = (): boolean => many && map.getZoom() < NEAR;

  const drawCloud = (view: View): void => {
    if (!frame || view.zoom >= NEAR + FADE) return;
    const [west, north] = frame.corners[0], [east, south] = frame.corners[2];
    context.globalAlpha = Math.min(1, (NEAR + FADE - view.zoom) / FADE);
    const x = across(west) * view.world - view.left, y = down(north) * view.world - view.top;
    context.drawImage(cloud, x, y, across(east) * view.world - view.left - x, down(south) * view.world - view.top - y);
  };
  /** Where an area is drawn: its centre and radius in pixels. */
  const circle = ({ n, metres }: Placed["areas"][number], view: View): [x: number, y: number, radius: number] => [all.x[n]! * view.world - view.left, all.y[n]! * view.world - view.top, (metres * view.world) / EARTH_M];
  const showsAreas = (view: View): boolean => !far() && (many || view.zoom >= AREAS);
  const drawAreas = (view: View): void => {
    for (const area of all.areas) {
      const { of, colour } = area, [x, y, radius] = circle(area, view);
      if (x + radius < 0 || y + radius < 0 || x - radius > view.width || y - radius > view.height || !of.some(within)) continue;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = context.strokeStyle = colour;
      context.globalAlpha = 0.1;
      context.fill();
      context.globalAlpha = 0.55;
      context.stroke();
    }
  };
  /** What lies outside the part that is counted is pale, so that nothing shown is thought to be counted. */
  const drawFrame = (view: View): void => {
    if (!box) return;
    const [west, south, east, north] = box;
    const left = across(west) * view.world - view.left, top = down(north) * view.world - view.top;
    const right = across(east) * view.world - view.left, bottom = down(south) * view.world - view.top;
    if (left < EDGE && top < EDGE && right > view.width - EDGE && bottom > view.height - EDGE) return;
    context.globalAlpha = 0.6;
    context.fillStyle = "#fff";
    context.beginPath();
    context.rect(0, 0, view.width, view.height);
    context.rect(left, top, right - left, bottom - top);
    context.fill("evenodd");
    context.globalAlpha = 1;
    context.strokeStyle = RING;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, right - left, bottom - top);
    context.lineWidth = 1;
  };
  const visit = (view: View, each: (n: number, x: number, y: number, size: number) => void): void => {
    const size = sizer(view.zoom);
    for (const n of all.order) {
      const x = all.x[n]! * view.world - view.left, y = all.y[n]! * view.world - view.top;
      if (x > -SPRITE && y > -SPRITE && x < view.width + SPRITE && y < view.height + SPRITE && within(n)) each(n, x, y, size(all.toll[n]!));
    }
  };
  const draw = (): void => {
    cancelAnimationFrame(waiting);
    waiting = 0;
    const view = viewOf(map, canvas);
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 1;
    context.clearRect(0, 0, view.width, view.height);
    drawCloud(view);
    if (!far()) {
      if (showsAreas(view)) drawAreas(view);
      visit(view, (n, x, y, size) => {
        context.globalAlpha = all.faint[n] ? 0.7 : 0.95;
        context.drawImage(all.sprites[n]!, x - size / 2, y - size / 2, size, size);
      });
    }
    drawFrame(view);
    if (ringed == null || !all.sprites[ringed]) return;
    context.globalAlpha = 1;
    context.strokeStyle = RING;
    context.lineWidth = 3.5;
    context.beginPath();
    context.arc(all.x[ringed]! * view.world - view.left, all.y[ringed]! * view.world - view.top, 15, 0, 2 * Math.PI);
    context.stroke();
    context.lineWidth = 1;
  };
  const soon = (): void => void (waiting ||= requestAnimationFrame(draw));
  const repaint = (): void => void (frame && paint(cloud, frame, starts, days, darkest));

  if (days) repaint();
  draw();
  // In the frame of the map itself, so that marks never lag behind it.
  map.on("render", draw);
  return {
    choose: (chosen) => {
      if (chosen === days) return;
      days = chosen;
      repaint();
      soon();
    },
    frame: (given) => {
      box = given;
      soon();
    },
    ring: (n) => {
      ringed = n;
      soon();
    },
    at: (x0, y0) => {
      const hits: number[] = [], view = viewOf(map, canvas);
      visit(view, (n, x, y, size) => {
        if (Math.hypot(x - x0, y - y0) <= size / 2 + REACH) hits.push(n);
      });
      if (hits.length || !showsAreas(view)) return hits.reverse();
      const around = all.areas.filter((area) => {
        const [x, y, radius] = circle(area, view);
        return Math.hypot(x - x0, y - y0) <= radius;
      });
      return around.flatMap(({ of }) => of.filter(within));
    },
    spots: () => {
      const found: [number, number][] = [];
      if (!far()) visit(viewOf(map, canvas), (_, x, y) => void found.push([x, y]));
      return found;
    },
    far,
    remove: () => {
      map.off("render", draw);
      cancelAnimationFrame(waiting);
      canvas.remove();
    },
  };
}
