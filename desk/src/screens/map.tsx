// Map and timeline over the same incidents, brushed together; what has no place stands beside.
import { useMemo, useState } from "preact/hooks";
import { type Points } from "../api";
import { dayText, language, numberText, t } from "../i18n";
import { Filters, filterQuery } from "../parts/filters";
import { Shown, useLoaded } from "../parts/load";
import { IncidentMap } from "../parts/map";
import { Text, Twins, TypeName } from "../parts/marks";
import { Timeline } from "../parts/timeline";
import { address, route, setQuery } from "../route";

// The list beside the map shows this many; the incidents screen shows all.
const LISTED = 200;

function brushed(): [number, number] | null {
  const [from, to] = ["brush_from", "brush_to"].map((name) => route.value.query.get(name));
  return from && to ? [Date.parse(from) / 86_400_000, Date.parse(to) / 86_400_000] : null;
}

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

function Listed(props: { points: Points; numbers: number[]; title: string }) {
  if (!props.numbers.length) return null;
  return (
    <section class="beside">
      <h2>{props.title} <small>{numberText(props.numbers.length)}</small></h2>
      <ul class="cards">
        {props.numbers.slice(0, LISTED).map((n) => (
          <li key={n}>
            <a href={address("incidents", props.points.id[n]!)}>
              <TypeName code={props.points.type[n]!} /><br />
              <small>{dayText(props.points.start[n])} · <Text>{(language.value === "ar" && props.points.place_ar[n]) || props.points.place[n] || t("placeUnknown")}</Text> · {t("killed")}: {props.points.killed[n] ?? t("notReported")}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Drawn(props: { points: Points }) {
  const { points } = props;
  const [picked, setPicked] = useState<number[]>([]);
  const days = brushed();
  const numbers = useMemo(() => {
    const all = points.id.map((_, n) => n);
    return days ? all.filter((n) => points.start[n] && Date.parse(points.start[n]!) / 86_400_000 >= days[0] && Date.parse(points.start[n]!) / 86_400_000 <= days[1]) : all;
  }, [points, days?.[0], days?.[1]]);
  const onDays = (chosen: [number, number] | null): void =>
    setQuery(chosen ? { brush_from: iso(chosen[0]), brush_to: iso(chosen[1]) } : { brush_from: "", brush_to: "" });
  const stable = useMemo(() => days, [days?.[0], days?.[1]]);
  if (!points.id.length) return <p class="notice">{[...filterQuery().keys()].length ? t("noMatch") : t("emptyStore")}</p>;
  const unlocated = numbers.filter((n) => points.lat[n] == null);
  return (
    <div class="map-screen">
      <div>
        <IncidentMap points={points} days={stable} onPick={setPicked} />
        <Timeline points={points} days={stable} onDays={onDays} />
        {stable && <p class="brush">{dayText(iso(stable[0]))} – {dayText(iso(stable[1]))} <button onClick={() => onDays(null)}>{t("clear")}</button></p>}
      </div>
      <div class="side">
        <Listed points={points} numbers={picked} title={t("incident")} />
        <Listed points={points} numbers={unlocated} title={t("unlocated")} />
        <Listed points={points} numbers={numbers.filter((n) => points.lat[n] != null)} title={t("incidents")} />
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
