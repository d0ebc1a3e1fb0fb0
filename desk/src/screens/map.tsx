// Map and timeline over the same incidents, brushed together; what has no place stands beside.
import { effect, useSignal, type ReadonlySignal, type Signal } from "@preact/signals";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Points } from "../api";
import { dayText, numberText, rangeText, t } from "../i18n";
import { DayInput } from "../parts/dayinput";
import { between, calendarOf, chosen, dayNumber, isoDay, same, type Calendar, type Days } from "../parts/days";
import { Filters, filterQuery } from "../parts/filters";
import { Shown, useLoaded } from "../parts/load";
import { IncidentMap } from "../parts/map";
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
  empty?: string;
  onNear?: (n: number) => void;
  onOver?: (n: number | null) => void;
}

function Listed(props: ListProps) {
  const [shown, setShown] = useState(LISTED);
  const { points, numbers, onNear, onOver } = props;
  if (!numbers.length && !props.empty) return null;
  const placed = (n: number): string => (points.place[n] ? inRow(within(points.place[n], points.place_ar[n] ?? null, points.admin1[n] ?? null)) : t("placeUnknown"));
  return (
    <section class="beside">
      <h2>{props.title} <small>{numberText(numbers.length)}</small></h2>
      {!numbers.length && <p><small>{props.empty}</small></p>}
      <ul class="cards">
        {numbers.slice(0, shown).map((n) => (
          <li key={points.id[n]} onMouseEnter={() => onOver?.(n)} onMouseLeave={() => onOver?.(null)} onFocusIn={() => onOver?.(n)}>
            <a href={address("incidents", points.id[n]!)}>
              <TypeName code={points.type[n]!} /> · {dayText(points.start[n])}
            </a>
            {onNear && <button class="near" title={t("findOnMap")} aria-label={t("findOnMap")} onClick={() => onNear(n)}>⌖</button>}
            <p><small>{placed(n)} · {t("killed")}: {rangeText(points.killed[n], points.killed[n])}</small></p>
          </li>
        ))}
      </ul>
      {numbers.length > shown && <button class="more" onClick={() => setShown(shown + 200)}>{t("next")}</button>}
    </section>
  );
}

function Brush(props: { brush: Signal<Days>; onEnd: () => void }) {
  const { brush, onEnd } = props;
  const days = brush.value;
  const choose = (chosen: Days): void => {
    brush.value = chosen;
    onEnd();
  };
  const set = (end: 0 | 1) => (given: string): void => {
    const day = dayNumber(given);
    if (Number.isNaN(day)) return;
    // The days of now: a second date may be given before the first one is drawn.
    const other = brush.peek()?.[1 - end] ?? day;
    choose([Math.min(day, other), Math.max(day, other)]);
  };
  return (
    <p class="brush">
      <span>{t("brush")}: </span>
      <label><span class="unseen">{t("from")}</span><DayInput day={days ? isoDay(days[0]) : ""} onDay={set(0)} /></label>
      {" – "}
      <label><span class="unseen">{t("to")}</span><DayInput day={days ? isoDay(days[1]) : ""} onDay={set(1)} /></label>{" "}
      {days ? <button onClick={() => choose(null)}>{t("clear")}</button> : <small>{t("brushHint")}</small>}
    </p>
  );
}

function Counted(props: { calendar: Calendar; brush: ReadonlySignal<Days> }) {
  const { calendar } = props;
  const days = props.brush.value;
  const all = calendar.latest.length;
  return (
    <p class="counted" role="status">
      <strong>{numberText(days ? between(calendar.dated, days) : all)}</strong> {t("shownOf")} {numberText(all)} · {t("unlocated")}: {numberText(days ? between(calendar.unplaced, days) : calendar.allUnplaced)}
    </p>
  );
}

/** The days that the lists show: those of the brush once it rests, told to the address at the end of a drag. */
function useRested(brush: Signal<Days>): [rested: Days, onEnd: () => void] {
  const asked = cited();
  const [rested, setRested] = useState<Days>(asked);
  const told = useRef<Days>(asked);
  useEffect(() => {
    // Where the address changes (back, a link), the brush follows; where the brush told it, it may have gone on since.
    const now = cited();
    if (same(now, told.current)) return;
    told.current = now;
    brush.value = now;
  }, [asked?.[0], asked?.[1]]);
  useEffect(() => effect(() => {
    const days = brush.value;
    const wait = setTimeout(() => setRested((before) => (same(before, days) ? before : days)), REST_MS);
    return () => clearTimeout(wait);
  }), [brush]);
  const onEnd = useCallback(() => {
    // After the frame that shows the map and the count.
    requestAnimationFrame(() => setTimeout(() => {
      const days = brush.peek();
      setRested((before) => (same(before, days) ? before : days));
      told.current = days;
      if (!same(days, cited())) setQuery(days ? { brush_from: isoDay(days[0]), brush_to: isoDay(days[1]) } : { brush_from: "", brush_to: "" });
    }));
  }, [brush]);
  return [rested, onEnd];
}

function Drawn(props: { points: Points }) {
  const { points } = props;
  const [picked, setPicked] = useState<number[]>([]);
  const [over, setOver] = useState<number | null>(null);
  const [near, setNear] = useState<number | null>(null);
  const brush = useSignal<Days>(cited());
  const [rested, onEnd] = useRested(brush);
  const calendar = useMemo(() => calendarOf(points), [points]);
  const [located, unlocated] = useMemo(() => {
    const numbers = chosen(calendar, rested);
    return [numbers.filter((n) => points.lat[n] != null), numbers.filter((n) => points.lat[n] == null)];
  }, [calendar, rested]);
  useEffect(() => {
    setPicked([]);
    setNear(null);
    setOver(null);
  }, [points]);
  if (!points.id.length) return <p class="notice">{[...filterQuery().keys()].length ? t("noMatch") : t("emptyStore")}</p>;
  return (
    <div class="map-screen">
      <div>
        <Counted calendar={calendar} brush={brush} />
        <IncidentMap points={points} calendar={calendar} brush={brush} picked={over ?? picked[0] ?? near} near={near} onPick={setPicked} />
        <Timeline calendar={calendar} brush={brush} onEnd={onEnd} />
        <Brush brush={brush} onEnd={onEnd} />
      </div>
      <div class="side" tabIndex={0} role="region" aria-label={t("incidents")}>
        <Listed points={points} numbers={picked} title={t("inView")} onNear={setNear} onOver={setOver} />
        <Listed points={points} numbers={unlocated} title={t("unlocated")} />
        <Listed points={points} numbers={located} title={t("incidents")} onNear={setNear} onOver={setOver} />
      </div>
    </div>
  );
}

export function MapScreen() {
  const query = filterQuery();
  const loaded = useLoaded<Points>("/incidents/points", query.toString());
  return (
    <>
      <h1>{t("map")}</h1>
      <Filters />
      <Shown of={loaded}>{(points) => <Drawn points={points} />}</Shown>
      <Twins path="/incidents" query={query} />
    </>
  );
}
