// What is new, changed and withdrawn, and how each governorate moves.
import { admin1Label, listed, sides, type IncidentRow } from "../api";
import { dayText, numberText, t, type Key, language } from "../i18n";
import { word } from "../i18n/codes";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins, TypeName } from "../parts/marks";
import { rowPlace } from "../parts/rows";
import { address, route, setQuery } from "../route";

interface Unit { admin1: string | null; country: string | null; now: number; before: number; class: string; killed_low: number | null; killed_high: number | null }
interface Summary {
  counts: Record<string, number>;
  since: string;
  data_through: string | null;
  new: IncidentRow[];
  changed: (IncidentRow & { fields: string[] })[];
  withdrawn: { incident_id: string; at: string; reason: string }[];
  units: Unit[];
}

const SPANS: [string, Key][] = [["1", "lastDay"], ["7", "lastWeek"], ["30", "lastMonth"]];
const ARROWS: Record<string, string> = { up: "▲▲", rising: "▲", level: "=", falling: "▼", low_base: "·" };

function Line(props: { row: IncidentRow; more?: string }) {
  const { row } = props;
  return (
    <li>
      <a href={address("incidents", row.incident_id)}>
        <TypeName code={row.sub_event_type} /> · <Text>{rowPlace(row)}</Text> · {dayText(row.date_start)}
      </a>
      <p><small><Text>{sides(listed(row.initiators), listed(row.targets))}</Text> · {t("killed")}: {row.killed_best ?? t("notReported")} · {t("sources")}: {row.sources} {props.more}</small></p>
    </li>
  );
}

export function BriefScreen() {
  const days = route.value.query.get("days") ?? "7";
  const loaded = useLoaded<Summary>("/summary", `days=${encodeURIComponent(days)}`);
  return (
    <>
      <h1>{t("brief")}</h1>
      <div class="tabs">
        {SPANS.map(([value, key]) => <button key={value} aria-pressed={days === value} onClick={() => setQuery({ days: value })}>{t(key)}</button>)}
      </div>
      <Shown of={loaded}>
        {(summary) =>
          !summary.counts.articles && !summary.counts.incidents ? (
            <p class="notice">{t("emptyStore")}</p>
          ) : (
            <>
              <p class="counts">
                {(["articles", "events", "incidents", "claims", "figures", "indicators"] as Key[]).map((name) => (
                  <span key={name}><strong>{numberText(summary.counts[name] ?? 0)}</strong> {t(name)}</span>
                ))}
              </p>
              <p><small>{t("since")} {dayText(summary.since)} · {t("to")} {dayText(summary.data_through)}</small></p>
              <div class="columns">
                <section><h2>{t("newOnes")} <small>{numberText(summary.new.length)}</small></h2><ul class="cards">{summary.new.slice(0, 30).map((row) => <Line key={row.incident_id} row={row} />)}</ul></section>
                <section><h2>{t("changed")} <small>{numberText(summary.changed.length)}</small></h2><ul class="cards">{summary.changed.slice(0, 30).map((row) => <Line key={row.incident_id} row={row} more={`· ${row.fields.map((field) => word("field", field)).join(language.value === "ar" ? "، " : ", ")}`} />)}</ul></section>
                <section><h2>{t("withdrawn")} <small>{numberText(summary.withdrawn.length)}</small></h2><ul class="cards">{summary.withdrawn.map((gone) => <li key={gone.incident_id}><a href={address("incidents", gone.incident_id)}><bdi>{gone.incident_id}</bdi></a><p><small><Text>{gone.reason}</Text></small></p></li>)}</ul></section>
              </div>
              <h2>{t("change")}</h2>
              <div class="scroll" tabIndex={0} role="region" aria-label={t("change")}>
                <table>
                  <thead><tr><th>{t("governorate")}</th><th>{t("now")}</th><th>{t("before")}</th><th>{t("change")}</th><th>{t("showOnMap")}</th></tr></thead>
                  <tbody>
                    {summary.units.map((unit) => (
                      <tr key={`${unit.country}${unit.admin1}`}>
                        <td><Text>{admin1Label(unit.admin1) ?? t("placeUnknown")}</Text></td>
                        <td>{numberText(unit.now)}</td><td>{numberText(unit.before)}</td>
                        <td><span class={`change-${unit.class}`}>{ARROWS[unit.class]} {unit.class === "low_base" ? t("lowBase") : unit.before ? `${numberText(Math.round((100 * (unit.now - unit.before)) / unit.before))}%` : ""}</span></td>
                        <td>{unit.admin1 && <a href={address("map", "", { admin1: unit.admin1 })}>{t("map")}</a>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <Twins path="/summary" query={new URLSearchParams({ days })} />
            </>
          )
        }
      </Shown>
    </>
  );
}
