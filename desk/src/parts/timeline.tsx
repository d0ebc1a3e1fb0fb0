// Weekly counts; dragging over them chooses days, for the map and the list beside it.
import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { language, numberText, t } from "../i18n";
import { counted } from "../i18n/counts";
import { same, type Calendar, type Days } from "./days";

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

/** The weeks from the first to the last of the days, which are sorted. */
export function weeksOf(dated: Float64Array): number[] {
  const all: number[] = [];
  for (let week = weekOf(dated[0] ?? 0); dated.length && week <= dated.at(-1)!; week += 7) all.push(week);
  return all;
}

/** How many of the days lie in each of the weeks, which follow one another. */
export function weekly(weeks: number[], dated: Iterable<number>): number[] {
  const counts = new Array<number>(weeks.length).fill(0), first = weeks[0] ?? 0;
  for (const day of dated) counts[(weekOf(day) - first) / 7]! += 1;
  return counts;
}

/** The weeks of some incidents, as marks over the bars; none in the others. */
function marked(weeks: number[], { starts }: Calendar, some: number[]): (number | null)[] {
  return weekly(weeks, some.map((n) => starts[n]!).filter((day) => !Number.isNaN(day))).map((count) => count || null);
}

/** Show the chosen days on the chart, without telling of a change. */
function select(plot: uPlot, days: Days): void {
  if (!days) return plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  const ends = days.map((day) => plot.valToPos(day * DAY, "x")).sort((a, b) => a - b);
  plot.setSelect({ left: ends[0]!, top: 0, width: Math.max(ends[1]! - ends[0]!, 2), height: plot.bbox.height / devicePixelRatio }, false);
}

// A drag shorter than this is a click, which chooses nothing.
const SHORTEST = 4;

/** The weeks under the drag; bars are weeks, so weeks are chosen. */
function dragged(plot: uPlot): Days {
  const { left, width } = plot.select;
  if (width < SHORTEST) return null;
  const ends = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")].map((s) => weekOf(Math.floor(s / DAY))).sort((a, b) => a - b);
  return [ends[0]!, ends[1]! + 6];
}

interface TimelineProps {
  calendar: Calendar;
  /** What the bars count: all, or what lies in a part of the map. */
  shown: ReadonlySignal<Calendar>;
  /** Those picked on the map, marked over the bars. */
  picked: ReadonlySignal<number[]>;
  /** Follows the drag, at most once a frame. */
  brush: Signal<Days>;
  /** Told when the drag ends. */
  onEnd: () => void;
}

function chart(holder: HTMLElement, { calendar, shown, picked, brush, onEnd }: TimelineProps): { plot: uPlot; stop: () => void } {
  const weeks = weeksOf(calendar.dated);
  const data = (): uPlot.AlignedData => [weeks.map((day) => day * DAY), weekly(weeks, shown.peek().dated), marked(weeks, calendar, picked.peek())];
  let dragging = false, frame = 0;
  const follow = (plot: uPlot): void => {
    const days = dragged(plot);
    if (!same(days, brush.peek())) brush.value = days;
  };
  const began = (): void => void (dragging = true);
  const ended = (): void => {
    dragging = false;
    cancelAnimationFrame(frame);
    frame = 0;
  };
  const arabic = language.value === "ar";
  const font = "12px Noto Sans Arabic, sans-serif";
  const plot = new uPlot(
    {
      width: holder.clientWidth,
      height: 120,
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false } },
      // The last week is as wide as the others.
      scales: { x: { time: true, dir: arabic ? -1 : 1, range: (_, first, last) => [first, last + 7 * DAY] } },
      axes: [
        { stroke: "#333", grid: { show: false }, font, values: timeLabels, space: TICKS },
        { stroke: "#333", grid: { stroke: "#e3e0d8" }, size: 40, side: arabic ? 1 : 3, values: (_, ticks) => ticks.map(numberText), font },
      ],
      series: [{}, { label: t("incidents"), fill: "#1d4e5f", stroke: "#1d4e5f", width: 0, paths: uPlot.paths.bars!({ size: [0.9, 30], align: 1 }), points: { show: false } },
        { label: t("inView"), stroke: "#b34c0c", paths: () => null, points: { show: true, size: 9, fill: "#b34c0c" } }],
      hooks: {
        setCursor: [(u) => { if (dragging) frame ||= requestAnimationFrame(() => { frame = 0; follow(u); }); }],
        setSelect: [(u) => { ended(); follow(u); onEnd(); }],
      },
    },
    data(),
    holder,
  );
  plot.over.addEventListener("mousedown", began);
  window.addEventListener("mouseup", ended);
  // What other hands choose is shown; the drag shows itself.
  const stop = effect(() => {
    const days = brush.value;
    if (!dragging) select(plot, days);
  });
  const told = (): void => holder.setAttribute("aria-label", `${t("series")}: ${counted(shown.peek().dated.length, "incident")}${picked.peek().length ? ` · ${t("inView")}: ${numberText(picked.peek().length)}` : ""}`);
  told();
  let first = true, waiting = 0;
  const redraw = effect(() => {
    void shown.value;
    void picked.value;
    if (first) return void (first = false);
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      plot.setData(data());
      told();
      select(plot, brush.peek());
    });
  });
  return { plot, stop: () => { stop(); redraw(); cancelAnimationFrame(waiting); ended(); window.removeEventListener("mouseup", ended); } };
}

export function Timeline(props: TimelineProps) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current || !props.calendar.dated.length) return;
    const { plot, stop } = chart(holder.current, props);
    const fit = new ResizeObserver(() => {
      plot.setSize({ width: holder.current?.clientWidth ?? 300, height: 120 });
      select(plot, props.brush.peek());
    });
    fit.observe(holder.current);
    return () => {
      fit.disconnect();
      stop();
      plot.destroy();
    };
  }, [props.calendar, language.value]);
  return <div class="timeline" ref={holder} role="img" aria-label={t("series")} />;
}
