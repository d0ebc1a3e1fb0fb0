// Map and timeline over the same incidents, brushed together; what has no place stands beside.
import { useCallback, useMemo, useState } from "preact/hooks";
import { admin1Label, type Points } from "../api";
import { dayText, language, numberText, t } from "../i18n";
import { Filters, filterQuery } from "../parts/filters";
import { Shown, useLoaded } from "../parts/load";
import { IncidentMap } from "../parts/map";
import { Text, Twins, TypeName } from "../parts/marks";
import { Timeline } from "../parts/timeline";
import { address, route, setQuery } from "../route";

// The lists beside the map begin with this many; the button shows more, the incidents screen all.
const LISTED = 30;
const DAY = 86_400_000;

function brushed(): [number, number] | null {
  const [from, to] = ["brush_from", "brush_to"].map((name) => route.value.query.get(name));
  const days = [from, to].map((day) => (day ? Date.parse(day) / DAY : NaN));
  return days.some(Number.isNaN) ? null : [days[0]!, days[1]!];
}

const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

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
  const placed = (n: number): string => (language.value === "ar" && points.place_ar[n]) || points.place[n] || t("placeUnknown");
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
            <p><small><Text>{placed(n)}</Text>{points.admin1[n] && points.admin1[n] !== points.place[n] && <> · <Text>{admin1Label(points.admin1[n]!)}</Text></>} · {t("killed")}: {points.killed[n] ?? t("notReported")}</small></p>
          </li>
        ))}
      </ul>
      {numbers.length > shown && <button class="more" onClick={() => setShown(shown + 200)}>{t("next")}</button>}
    </section>
  );
}

function Brush(props: { days: [number, number] | null; onDays: (days: [number, number] | null) => void }) {
  const { days } = props;
  const set = (end: 0 | 1) => (event: Event): void => {
    const day = Date.parse((event.currentTarget as HTMLInputElement).value) / DAY;
    if (Number.isNaN(day)) return;
    const other = days?.[1 - end] ?? day;
    props.onDays([Math.min(day, other), Math.max(day, other)]);
  };
  return (
    <p class="brush">
      <span>{t("brush")}: </span>
      <label><span class="unseen">{t("from")}</span><input type="date" dir="ltr" value={days ? iso(days[0]) : ""} onChange={set(0)} /></label>
      {" – "}
      <label><span class="unseen">{t("to")}</span><input type="date" dir="ltr" value={days ? iso(days[1]) : ""} onChange={set(1)} /></label>{" "}
      {days ? <button onClick={() => props.onDays(null)}>{t("clear")}</button> : <small>{t("brushHint")}</small>}
    </p>
  );
}

function Drawn(props: { points: Points }) {
  const { points } = props;
  const [picked, setPicked] = useState<number[]>([]);
  const [over, setOver] = useState<number | null>(null);
  const [near, setNear] = useState<number | null>(null);
  const days = brushed();
  // Days since 1970, worked out once: brushing compares numbers only.
  const starts = useMemo(() => points.start.map((day) => (day ? Date.parse(day) / DAY : null)), [points]);
  const numbers = useMemo(() => {
    // The latest first, those without a date last.
    const all = points.id.map((_, n) => n).sort((a, b) => (starts[b] ?? -1e9) - (starts[a] ?? -1e9));
    return days ? all.filter((n) => starts[n] != null && starts[n]! >= days[0] && starts[n]! <= days[1]) : all;
  }, [points, days?.[0], days?.[1]]);
  const onDays = useCallback(
    (chosen: [number, number] | null): void => setQuery(chosen ? { brush_from: iso(chosen[0]), brush_to: iso(chosen[1]) } : { brush_from: "", brush_to: "" }),
    [],
  );
  const stable = useMemo(() => days, [days?.[0], days?.[1]]);
  const located = useMemo(() => numbers.filter((n) => points.lat[n] != null), [numbers]);
  const unlocated = useMemo(() => numbers.filter((n) => points.lat[n] == null), [numbers]);
  if (!points.id.length) return <p class="notice">{[...filterQuery().keys()].length ? t("noMatch") : t("emptyStore")}</p>;
  return (
    <div class="map-screen">
      <div>
        <p class="counted" role="status"><strong>{numberText(numbers.length)}</strong> {t("shownOf")} {numberText(points.id.length)} · {t("unlocated")}: {numberText(unlocated.length)}</p>
        <IncidentMap points={points} days={stable} picked={over ?? picked[0] ?? near} near={near} onPick={setPicked} />
        <Timeline points={points} days={stable} onDays={onDays} />
        <Brush days={stable} onDays={onDays} />
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
