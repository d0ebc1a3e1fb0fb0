// What is new, changed and withdrawn, and how each governorate moves.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { admin1Label, listed, sides, type IncidentRow } from "../api";
import { dayText, language, numberText, rangeText, spanText, t, type Key } from "../i18n";
import { word } from "../i18n/codes";
import { refusal } from "../i18n/sentences";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins, TypeName } from "../parts/marks";
import { rowPlace } from "../parts/rows";
import { address, route, setQuery } from "../route";

interface Unit { admin1: string | null; country: string | null; now: number; before: number; class: string; killed_low: number | null; killed_high: number | null }
interface Totals { new: number; changed: number; withdrawn: number }
interface Summary {
  counts: Record<string, number>;
  since: string;
  data_through: string | null;
  totals: Totals;
  new: IncidentRow[];
  changed: (IncidentRow & { fields: string[] })[];
  withdrawn: { incident_id: string; at: string; reason: string }[];
  units: Unit[];
}

const SPANS: [string, Key][] = [["1", "lastDay"], ["7", "lastWeek"], ["30", "lastMonth"]];
const ARROWS: Record<string, string> = { up: "▲▲", rising: "▲", level: "=", falling: "▼", low_base: "" };

function Line(props: { row: IncidentRow; more?: string }) {
  const { row } = props;
  return (
    <li>
      <a href={address("incidents", row.incident_id)}>
        <TypeName code={row.sub_event_type} /> · {rowPlace(row)} · {spanText(row.date_start, row.date_end)}
      </a>
      <p><small>{sides(listed(row.initiators), listed(row.targets))} · {t("killed")}: {rangeText(row.killed_low, row.killed_high)} · {t("sources")}: {numberText(row.sources)} {props.more}</small></p>
    </li>
  );
}

const NEWS = ["new", "changed", "withdrawn"] as const;
const NEWS_WORDS = { new: "newOnes", changed: "changed", withdrawn: "withdrawn" } as const;

// What each list begins with; the button shows all that the server gives.
const LISTED = 6;
const UNITS = 8;

function Few<T>(props: { title: string; total: number; items: T[]; line: (item: T) => ComponentChildren }) {
  const [all, setAll] = useState(false);
  const { items, total } = props;
  if (!items.length) return null;
  return (
    <section>
      <h2>{props.title} <small>{numberText(total)}</small></h2>
      <ul class="cards">{(all ? items : items.slice(0, LISTED)).map(props.line)}</ul>
      {!all && items.length > LISTED && <button class="more" onClick={() => setAll(true)}>{t("next")}</button>}
    </section>
  );
}

export function BriefScreen() {
  const days = route.value.query.get("days") ?? "7";
  const [every, setEvery] = useState(false);
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
              <dl class="counts">
                {(["articles", "events", "incidents", "claims", "figures", "indicators"] as Key[]).map((name) => (
                  <div key={name}><dt>{t(name)}</dt><dd>{numberText(summary.counts[name] ?? 0)}</dd></div>
                ))}
              </dl>
              <p><small>{t("addedSince")} {dayText(summary.since)} · {t("recordThrough")}: {dayText(summary.data_through)}</small></p>
              <h2>{t("changeByUnit")} <small>{t("changeSpan")}</small></h2>
              <div class="scroll" tabIndex={0} role="region" aria-label={t("change")}>
                <table class="short">
                  <thead><tr><th>{t("governorate")}</th><th>{t("now")}</th><th>{t("before")}</th><th>{t("change")}</th><th>{t("showOnMap")}</th></tr></thead>
                  <tbody>
                    {(every ? summary.units : summary.units.slice(0, UNITS)).map((unit) => (
                      <tr key={`${unit.country}${unit.admin1}`}>
                        <td data-label={t("governorate")}><Text>{admin1Label(unit.admin1) ?? t("placeUnknown")}</Text></td>
                        <td data-label={t("now")}>{numberText(unit.now)}</td><td data-label={t("before")}>{numberText(unit.before)}</td>
                        <td data-label={t("change")}><span class={`change-${unit.class}`}>{ARROWS[unit.class]} {unit.class === "low_base" ? t("lowBase") : unit.before ? `${numberText(Math.round((100 * (unit.now - unit.before)) / unit.before))}%` : ""}</span></td>
                        <td data-label={t("showOnMap")}>{unit.admin1 && <a href={address("map", "", { admin1: unit.admin1 })}>{t("map")}</a>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {!every && summary.units.length > UNITS && <button class="more" onClick={() => setEvery(true)}>{t("next")}</button>}
              {NEWS.some((name) => !summary.totals[name]) && <p><small>{NEWS.filter((name) => !summary.totals[name]).map((name) => `${t(NEWS_WORDS[name])}: ${t("nothing")}`).join(" · ")}</small></p>}
              <div class="columns">
                <Few title={t("newOnes")} total={summary.totals.new} items={summary.new} line={(row) => <Line key={row.incident_id} row={row} />} />
                <Few title={t("changed")} total={summary.totals.changed} items={summary.changed} line={(row) => <Line key={row.incident_id} row={row} more={`· ${row.fields.map((field) => word("field", field)).join(language.value === "ar" ? "، " : ", ")}`} />} />
                <Few title={t("withdrawn")} total={summary.totals.withdrawn} items={summary.withdrawn} line={(gone) => <li key={gone.incident_id}><a href={address("incidents", gone.incident_id)}><bdi>{gone.incident_id}</bdi></a><p><small><Text>{refusal(gone.reason)}</Text></small></p></li>} />
              </div>
              <Twins path="/summary" query={new URLSearchParams({ days })} />
            </>
          )
        }
      </Shown>
    </>
  );
}
