// The days of incidents as numbers, sorted once: how many lie between two days is two look-ups.
import type { Points } from "../api";

/** The first and the last day chosen, counted from 1970; null: all. */
export type Days = [number, number] | null;

export const DAY_MS = 86_400_000;
export const dayNumber = (iso: string | null | undefined): number => (iso ? Date.parse(iso) / DAY_MS : NaN);
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
export const same = (a: Days, b: Days): boolean => a === b || (a != null && b != null && a[0] === b[0] && a[1] === b[1]);

export interface Calendar {
  /** Of each incident; NaN where no day is known. */
  starts: Float64Array;
  /** The incidents, the latest first, those without a day last. */
  latest: number[];
  dated: Float64Array;
  /** Those without a place, and those of which only the country is known: neither is on the map. */
  unplaced: Float64Array;
  allUnplaced: number;
  wide: Float64Array;
  allWide: number;
}

/** Whether an incident is known by its country alone. */
export const isWide = (points: Points, n: number): boolean => points.lat[n] != null && points.precision[n] === "country";
/** Whether an incident has a place on the map. */
export const isPlaced = (points: Points, n: number): boolean => points.lat[n] != null && points.lon[n] != null && points.precision[n] !== "country";

/** The calendar of some incidents, given in the order of `latest`. */
function calendar(points: Points, starts: Float64Array, latest: number[]): Calendar {
  const days = (some: number[]): Float64Array => Float64Array.from(some.map((n) => starts[n]!).filter((day) => !Number.isNaN(day))).reverse();
  const without = latest.filter((n) => points.lat[n] == null), wide = latest.filter((n) => isWide(points, n));
  return { starts, latest, dated: days(latest), unplaced: days(without), allUnplaced: without.length, wide: days(wide), allWide: wide.length };
}

export function calendarOf(points: Points): Calendar {
  const starts = Float64Array.from(points.start, dayNumber);
  const known = (n: number): number => (Number.isNaN(starts[n]!) ? -Infinity : starts[n]!);
  return calendar(points, starts, Array.from(starts, (_, n) => n).sort((a, b) => known(b) - known(a) || a - b));
}

/** West, south, east and north of a part of the map, in degrees; null: all, also what has no place. */
export type Box = [west: number, south: number, east: number, north: number] | null;

const DEGREE_DIGITS = 3;
export const boxText = (box: Box): string => (box ? box.map((one) => one.toFixed(DEGREE_DIGITS)).join(",") : "");

/** The part of the map that an address names; null for what is none. */
export function boxOf(text: string | null): Box {
  const parts = (text ?? "").split(",").map(Number);
  const [west, south, east, north] = parts as [number, number, number, number];
  const one = parts.length === 4 && parts.every(Number.isFinite) && west < east && south < north && Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return one ? [west, south, east, north] : null;
}

/** The part of the map that holds every incident with a place; null where none has one. */
export function boxAround(points: Points): Box {
  const placed = points.id.map((_, n) => n).filter((n) => isPlaced(points, n));
  const edge = (of: readonly (number | null)[], furthest: (one: number, other: number) => number): number => placed.map((n) => of[n]!).reduce((one, other) => furthest(one, other));
  return placed.length ? [edge(points.lon, Math.min), edge(points.lat, Math.min), edge(points.lon, Math.max), edge(points.lat, Math.max)] : null;
}

/** The calendar of what lies within a part of the map. */
export function inBox(points: Points, all: Calendar, [west, south, east, north]: NonNullable<Box>): Calendar {
  const inside = (n: number): boolean => isPlaced(points, n) && points.lon[n]! >= west && points.lon[n]! <= east && points.lat[n]! >= south && points.lat[n]! <= north;
  return calendar(points, all.starts, all.latest.filter(inside));
}

/** How many of the sorted days lie before `day`. */
function before(sorted: Float64Array, day: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const between = (sorted: Float64Array, days: [number, number]): number => before(sorted, days[1] + 1) - before(sorted, days[0]);

/** The incidents of the days chosen, the latest first. */
export const chosen = ({ starts, latest }: Calendar, days: Days): number[] =>
  days ? latest.filter((n) => starts[n]! >= days[0] && starts[n]! <= days[1]) : latest;
