// Map and timeline over the same incidents, brushed together; what has no place stands beside.
import { computed, effect, useSignal, type ReadonlySignal, type Signal } from "@preact/signals";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Points } from "../api";
import { countryName, numberText, rangeText, spanText, t } from "../i18n";
import { DayInput } from "../parts/dayinput";
import { between, boxOf, boxText, calendarOf, chosen, dayNumber, inBox, isoDay, isPlaced, isWide, same, type Box, type Calendar, type Days } from "../parts/days";
import { cutQuery, Filters, filterQuery } from "../parts/filters";
import { Shown, useLoaded } from "../parts/load";
import { IncidentMap, type How } from "../parts/map";
import { Twins, TypeName } from "../parts/marks";
import { inRow, within } from "../parts/rows";
import { Timeline } from "../parts/timeline";
import { address, route, setQuery } from "../route";

// The lists beside the map begin with this many; the button shows more, the incidents screen all.
const LISTED = 30;

// The lists follow when the brush rests: the count, the map and the timeline go before them.
const REST_MS = 90;

function cited(): Days {
  const [from, to] = ["brush_from", "brush_to"].map((name) => dayNumber(route.value.query.get(name)));
  return Number.isNaN(from) || Number.isNaN(to) ? null : [from!, to!];
}

interface ListProps {
  points: Points;
  numbers: number[];
  title: string;
  onNear?: (n: number) => void;
  /** The one that the map was asked to show. */
  near?: number | null;
  onOver?: (n: number | null) => void;
}

/** The toll as a range, with the likeliest number where there is a choice. */
function killedText(points: Points, n: number): string {
  const best = points.killed[n] ?? null, low = points.killed_low[n] ?? null, high = points.killed_high[n] ?? null;
  if (low == null && high == null) return rangeText(best, best);
  return best == null || low === high ? rangeText(low, high) : `${rangeText(low, high)} (${t("best")} ${numberText(best)})`;
}

function Listed(props: ListProps) {
  const [shown, setShown] = useState(LISTED);
  const { points, numbers, onNear, onOver } = props;
  if (!numbers.length) return null;
  const placed = (n: number): string => {
    if (isWide(points, n)) return countryName(points.country[n] ?? null);
    return points.place[n] ? inRow(within(points.place[n], points.place_ar[n] ?? null, points.admin1[n] ?? null)) : t("placeUnknown");
  };
  return (
    <section class="beside">
      <h2>{props.title} <small>{numberText(numbers.length)}</small></h2>
      <ul class="cards">
        {numbers.slice(0, shown).map((n) => (
          <li key={points.id[n]} onMouseEnter={() => onOver?.(n)} onMouseLeave={() => onOver?.(null)} onFocusIn={() => onOver?.(n)}>
            <a href={address("incidents", points.id[n]!)}>
              <TypeName code={points.type[n]!} /> · {spanText(points.start[n], points.end[n])}
            </a>
            {onNear && <button class="near" title={t("findOnMap")} aria-label={t("findOnMap")} aria-pressed={n === props.near} onClick={() => onNear(n)}>⌖</button>}
            <p><small>{placed(n)} · {t("killed")}: {killedText(points, n)}</small></p>
          </li>
        ))}
      </ul>
      {numbers.length > shown && <button class="more" onClick={() => setShown(shown + 200)}>{t("next")}</button>}
    </section>
  );
}

/** The first and the second day as they were given, in whatever order; null: not given. */
type Ends = [number | null, number | null];

function ordered([one, other]: Ends): Days {
  const [first, last] = [one ?? other, other ?? one];
  return first === null || last === null ? null : [Math.min(first, last), Math.max(first, last)];
}

function Brush(props: { brush: Signal<Days>; onEnd: () => void }) {
  const { brush, onEnd } = props;
  // While someone is in one of the two fields, neither takes the other's day.
  const given = useSignal<Ends | null>(null);
  const ends = (held: Ends | null, days: Days): Ends => (held && same(ordered(held), days) ? held : days ?? [null, null]);
  const days = brush.value;
  const shown = ends(given.value, days).map((day) => (day === null ? "" : isoDay(day)));
  const choose = (chosen: Days): void => {
    brush.value = chosen;
    onEnd();
  };
  const set = (end: 0 | 1) => (text: string): void => {
    const day = dayNumber(text);
    if (Number.isNaN(day)) return;
    // The days of now: a second date may be given before the first one is drawn.
    const now: Ends = [...ends(given.peek(), brush.peek())];
    now[end] = day;
    given.value = now;
    choose(ordered(now));
  };
  const left = (event: FocusEvent): void => {
    const pair = event.currentTarget as Element;
    if (!pair.contains(event.relatedTarget as Node | null) && !pair.contains(document.activeElement)) given.value = null;
  };
  return (
    <p class="brush" onFocusOut={left}>
      <span>{t("brush")}: </span>
      <label><span class="unseen">{t("from")}</span><DayInput day={shown[0]!} onDay={set(0)} /></label>
      {" – "}
      <label><span class="unseen">{t("to")}</span><DayInput day={shown[1]!} onDay={set(1)} /></label>{" "}
      {days ? <button onClick={() => choose(null)}>{t("clear")}</button> : <small>{t("brushHint")}</small>}
    </p>
  );
}

function Counted(props: { calendar: Calendar; shown: ReadonlySignal<Calendar>; brush: ReadonlySignal<Days> }) {
  const { calendar } = props;
  const days = props.brush.value, shown = props.shown.value;
  const count = (dated: Float64Array, all: number): string => numberText(days ? between(dated, days) : all);
  const off = [calendar.allUnplaced > 0 && `${t("unlocated")}: ${count(calendar.unplaced, calendar.allUnplaced)}`, calendar.allWide > 0 && `${t("countryOnly")}: ${count(calendar.wide, calendar.allWide)}`].filter(Boolean).join(" · ");
  return (
    <p class="counted" role="status">
      <strong>{count(shown.dated, shown.latest.length)}</strong> {t("shownOf")} {numberText(calendar.latest.length)}{off && ` · ${shown === calendar ? off : `${t("leftOut")} (${off})`}`}
    </p>
  );
}

interface Resting { days: Days; shown: Calendar }

/** What the lists show: the days of the brush and the part of the map, once both rest; the days are told to the address at the end of a drag. */
function useRested(brush: Signal<Days>, shown: ReadonlySignal<Calendar>): [rested: Resting, onEnd: () => void] {
  const asked = cited();
  const [rested, setRested] = useState<Resting>({ days: asked, shown: shown.peek() });
  const told = useRef<Days>(asked);
  useEffect(() => {
    // Where the address changes (back, a link), the brush follows; where the brush told it, it may have gone on since.
    const now = cited();
    if (same(now, told.current)) return;
    told.current = now;
    brush.value = now;
  }, [asked?.[0], asked?.[1]]);
  const rest = useCallback(() => {
    const now = { days: brush.peek(), shown: shown.peek() };
    setRested((before) => (same(before.days, now.days) && before.shown === now.shown ? before : now));
  }, [brush, shown]);
  useEffect(() => effect(() => {
    void brush.value;
    void shown.value;
    const wait = setTimeout(rest, REST_MS);
    return () => clearTimeout(wait);
  }), [brush, shown]);
  const onEnd = useCallback(() => {
    // After the frame that shows the map and the count.
    requestAnimationFrame(() => setTimeout(() => {
      const days = brush.peek();
      rest();
      told.current = days;
      if (!same(days, cited())) setQuery(days ? { brush_from: isoDay(days[0]), brush_to: isoDay(days[1]) } : { brush_from: "", brush_to: "" });
    }));
  }, [brush, rest]);
  return [rested, onEnd];
}

interface Viewing {
  /** The part of the map that is counted; null: all. */
  box: Signal<Box>;
  onView: (box: NonNullable<Box>, how: How) => void;
  only: (on: boolean) => void;
}

/** The part of the map that is counted, in step with the address and, where only what is in view counts, with the map. */
function useView(): Viewing {
  const cutTo = boxText(boxOf(route.value.query.get("bbox")));
  const box = useSignal<Box>(boxOf(cutTo));
  const told = useRef(cutTo);
  const seen = useRef<Box>(null);
  useEffect(() => {
    // Where another hand changed the address, the map follows.
    if (cutTo === told.current) return;
    told.current = cutTo;
    box.value = boxOf(cutTo);
  }, [cutTo]);
  const tell = (now: Box, replace: boolean): void => {
    told.current = boxText(now);
    // As the address has it, so that whoever opens it counts the same.
    box.value = boxOf(told.current);
    setQuery({ bbox: told.current }, replace);
  };
  return {
    box,
    onView: (now, how) => {
      seen.current = now;
      if (!box.peek() || how === "fitted") return;
      if (how === "rested") tell(now, true);
      else box.value = now;
    },
    only: (on) => tell(on ? seen.current : null, false),
  };
}

function Drawn(props: { points: Points }) {
  const { points } = props;
  const picked = useSignal<number[]>([]);
  const [over, setOver] = useState<number | null>(null);
  const [near, setNear] = useState<{ n: number } | null>(null);
  const brush = useSignal<Days>(cited());
  const calendar = useMemo(() => calendarOf(points), [points]);
  const { box, onView, only } = useView();
  const shown = useMemo(() => computed(() => (box.value ? inBox(points, calendar, box.value) : calendar)), [calendar]);
  const [rested, onEnd] = useRested(brush, shown);
  const [located, wide, unlocated] = useMemo(() => {
    const numbers = chosen(rested.shown, rested.days);
    return [numbers.filter((n) => isPlaced(points, n)), numbers.filter((n) => isWide(points, n)), numbers.filter((n) => points.lat[n] == null)];
  }, [points, rested]);
  useEffect(() => {
    picked.value = [];
    setNear(null);
    setOver(null);
  }, [points]);
  const pick = (some: number[]): void => {
    picked.value = some;
    setNear(null);
  };
  if (!points.id.length) return <p class="notice">{[...filterQuery().keys()].length ? t("noMatch") : t("emptyStore")}</p>;
  return (
    <div class="map-screen">
      <div>
        <Counted calendar={calendar} shown={shown} brush={brush} />
        <p class="view"><label><input type="checkbox" checked={box.value !== null} onChange={(e) => only(e.currentTarget.checked)} /> {t("onlyInView")}</label> <a href={address("incidents", "", mapQuery())}>{t("asTable")}</a></p>
        <IncidentMap points={points} calendar={calendar} brush={brush} box={box} onView={onView} picked={over ?? near?.n ?? picked.value[0] ?? null} near={near} onPick={pick} />
        <Timeline calendar={calendar} shown={shown} picked={picked} brush={brush} onEnd={onEnd} />
        <Brush brush={brush} onEnd={onEnd} />
      </div>
      <div class="side" tabIndex={0} role="region" aria-label={t("incidents")}>
        <Listed points={points} numbers={picked.value} title={t("inView")} near={near?.n ?? null} onNear={(n) => setNear({ n })} onOver={setOver} />
        <Listed points={points} numbers={unlocated} title={t("unlocated")} />
        <Listed points={points} numbers={wide} title={t("countryOnly")} />
        <Listed points={points} numbers={located} title={t(box.value ? "seenInView" : "incidents")} near={near?.n ?? null} onNear={(n) => setNear({ n })} onOver={setOver} />
      </div>
    </div>
  );
}

/** What the map shows as the lists are asked for it: the brush narrows the days. */
function mapQuery(): URLSearchParams {
  const kept = cutQuery(), asked = route.value.query;
  const [from, to] = [asked.get("brush_from"), asked.get("brush_to")];
  if (from && to) {
    kept.set("date_from", [from, kept.get("date_from") ?? ""].sort()[1]!);
    kept.set("date_to", [to, kept.get("date_to") ?? to].sort()[0]!);
  }
  return kept;
}

export function MapScreen() {
  const query = filterQuery();
  const loaded = useLoaded<Points>("/incidents/points", query.toString());
  return (
    <>
      <h1>{t("map")}</h1>
      <Filters />
      <Shown of={loaded}>{(points) => <Drawn points={points} />}</Shown>
      <Twins path="/incidents" query={mapQuery()} />
    </>
  );
}
