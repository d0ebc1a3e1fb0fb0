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
  unplaced: Float64Array;
  allUnplaced: number;
}

export function calendarOf(points: Points): Calendar {
  const starts = Float64Array.from(points.start, dayNumber);
  const known = (n: number): number => (Number.isNaN(starts[n]!) ? -Infinity : starts[n]!);
  const latest = Array.from(starts, (_, n) => n).sort((a, b) => known(b) - known(a) || a - b);
  const without = latest.filter((n) => points.lat[n] == null);
  const days = (some: number[]): Float64Array => Float64Array.from(some.map((n) => starts[n]!).filter((day) => !Number.isNaN(day))).sort();
  return { starts, latest, dated: days(latest), unplaced: days(without), allUnplaced: without.length };
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
