// Weekly counts; dragging over them chooses days, for the map and the list beside it.
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Points } from "../api";
import { language, numberText, t } from "../i18n";

const DAY = 86_400;

const MONTH = 30 * DAY;
/** Pixels between ticks at least: Arabic names of months are long. */
export const TICKS = 95;

/** Days, months or years as the language writes them, by how far apart the ticks are. */
export function timeLabels(_: uPlot, ticks: number[]): string[] {
  const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  const locale = language.value === "ar" ? "ar-SY-u-nu-latn" : "en-GB";
  const parts: Intl.DateTimeFormatOptions =
    step >= 11 * MONTH ? { year: "numeric" } : step >= MONTH * 0.9 ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
  return ticks.map((tick) => format.format(new Date(tick * 1000)));
}

/** Monday of the week of a day (days since 1970). */
export const weekOf = (day: number): number => day - ((day + 3) % 7);

export function weekly(points: Points): [number[], number[]] {
  const counts = new Map<number, number>();
  for (const start of points.start) {
    if (!start) continue;
    const week = weekOf(Date.parse(start) / 86_400_000);
    counts.set(week, (counts.get(week) ?? 0) + 1);
  }
  const weeks = [...counts.keys()].sort((a, b) => a - b);
  const all: number[] = [];
  for (let week = weeks[0] ?? 0; weeks.length && week <= weeks.at(-1)!; week += 7) all.push(week);
  return [all, all.map((week) => counts.get(week) ?? 0)];
}

/** Show the chosen days on the chart, without telling of a change. */
function select(plot: uPlot, days: [number, number] | null): void {
  if (!days) return plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  const ends = days.map((day) => plot.valToPos(day * DAY, "x")).sort((a, b) => a - b);
  plot.setSelect({ left: ends[0]!, top: 0, width: Math.max(ends[1]! - ends[0]!, 2), height: plot.bbox.height / devicePixelRatio }, false);
}

export function Timeline(props: { points: Points; days: [number, number] | null; onDays: (days: [number, number] | null) => void }) {
  const holder = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot | null>(null);
  const shown = useRef(props.days);
  shown.current = props.days;
  useEffect(() => {
    if (drawn.current) select(drawn.current, props.days);
  }, [props.days]);
  useEffect(() => {
    if (!holder.current) return;
    const [weeks, counts] = weekly(props.points);
    if (!weeks.length) return;
    const plot = new uPlot(
      {
        width: holder.current.clientWidth,
        height: 120,
        legend: { show: false },
        cursor: { drag: { x: true, y: false, setScale: false } },
        // The last week is as wide as the others.
        scales: { x: { time: true, dir: language.value === "ar" ? -1 : 1, range: (_, first, last) => [first, last + 7 * DAY] } },
        axes: [
          { stroke: "#333", grid: { show: false }, font: "12px Noto Sans Arabic, sans-serif", values: timeLabels, space: TICKS },
          { stroke: "#333", grid: { stroke: "#e3e0d8" }, size: 40, side: language.value === "ar" ? 1 : 3, values: (_, ticks) => ticks.map(numberText), font: "12px Noto Sans Arabic, sans-serif" },
        ],
        series: [{}, { label: t("incidents"), fill: "#1d4e5f", stroke: "#1d4e5f", width: 0, paths: uPlot.paths.bars!({ size: [0.9, 30], align: 1 }), points: { show: false } }],
        hooks: {
          setSelect: [
            (u) => {
              const { left, width } = u.select;
              if (width < 4) return props.onDays(null);
              // Bars are weeks, so weeks are chosen.
              const ends = [u.posToVal(left, "x"), u.posToVal(left + width, "x")].map((s) => weekOf(Math.floor(s / DAY))).sort((a, b) => a - b);
              props.onDays([ends[0]!, ends[1]! + 6]);
            },
          ],
        },
      },
      [weeks.map((day) => day * DAY), counts],
      holder.current,
    );
    drawn.current = plot;
    select(plot, props.days);
    const fit = new ResizeObserver(() => {
      plot.setSize({ width: holder.current?.clientWidth ?? 300, height: 120 });
      select(plot, shown.current);
    });
    fit.observe(holder.current);
    return () => {
      fit.disconnect();
      drawn.current = null;
      plot.destroy();
    };
  }, [props.points, language.value]);
  return <div class="timeline" ref={holder} role="img" aria-label={t("series")} />;
}
