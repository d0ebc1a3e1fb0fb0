// Incidents and statements as rows and cards.
import { actorList, admin1Label, listed, sides, typeLabel, type ClaimRecord, type EventRecord, type FigureRecord, type IncidentRecord, type IncidentRow, type IndicatorRecord, type Place } from "../api";
import { countryName, dayText, language, numberText, rangeText, shownText, spanText, t } from "../i18n";
import { word } from "../i18n/codes";
import { gradeReason } from "../i18n/sentences";
import { address } from "../route";
import { Grade, Tag, Text, TypeName } from "./marks";

const ARABIC = /[\u0621-\u064a]/;
/** A place as the article writes it, where that is in the reader's language. */
const named = (name: string, written: string | null): string => (language.value === "ar" && written && ARABIC.test(written) ? written : name);
/** Parts side by side in the direction of the page, whatever the direction of each. */
export const inRow = (parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).map((part) => `\u2068${part}\u2069`).join(" · ");

/** A place's name and the governorate it lies in, the governorate alone where it is no finer. */
export const within = (name: string, written: string | null, admin1: string | null): string[] =>
  name === admin1 ? [admin1Label(admin1)!] : [named(name, written), admin1Label(admin1) ?? ""];

export const placeText = (place: Place | null): string =>
  place ? inRow([...within(place.name, place.text, place.admin1), countryName(place.country)]) : t("placeUnknown");

export const kmText = (km: number): string => (language.value === "ar" ? `على بعد ${numberText(km)} كم` : `${numberText(km)} km away`);
export const radiusText = (km: number): string => (language.value === "ar" ? `ضمن ${numberText(km)} كم` : `± ${numberText(km)} km`);

/** A value that sources differ on, in the reader's words: a place as it is written, parties by their names. */
export function valueText(incident: IncidentRecord, field: string, value: string): string {
  if (field === "place") {
    const told = incident.reports.map((report) => report.event.place).find((place) => place?.name === value);
    return told ? named(told.name, told.text) : shownText(value);
  }
  if (field === "type") return typeLabel(value);
  if (TOLLS.includes(field)) return tollWords(value);
  if (field === "date") return value.replace(/\d{4}-\d{2}-\d{2}/g, dayText);
  return field === "initiators" || field === "targets" ? actorList(value.split(", ")) : value;
}

const TOLLS = ["killed", "injured", "detained"];
const TOLD: [RegExp, (low: string, high: string) => string][] = [
  [/^(\d+)$/, (n) => rangeText(Number(n), Number(n))],
  [/^(\d+) or more$/, (low) => rangeText(Number(low), null)],
  [/^up to (\d+)$/, (high) => rangeText(null, Number(high))],
  [/^(\d+) to (\d+)$/, (low, high) => rangeText(Number(low), Number(high))],
];

/** A toll that the linking words in English, as the reader's language words ranges. */
export function tollWords(value: string): string {
  for (const [pattern, words] of TOLD) {
    const found = pattern.exec(value);
    if (found) return words(found[1]!, found[2] ?? "");
  }
  return value;
}

/** A value of a history or a decision in few words: ranges as ranges, places by name, lists by length. */
export function changeText(value: unknown, field = ""): string {
  if (typeof value === "string" && field === "type") return typeLabel(value);
  if (typeof value === "string" && field === "grade_reason") return gradeReason(value);
  if (typeof value === "string" && ["grade", "review"].includes(field)) return word(field, value);
  if (value === null || value === undefined) return t("unknown");
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value);
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (Array.isArray(value)) return value.every((one) => typeof one === "object" && one && "actor" in one) ? actorList(value.map((one) => (one as { actor: string }).actor)) : numberText(value.length);
  if (typeof value !== "object") return String(value);
  const record = value as Record<string, unknown>;
  if ("low" in record) return rangeText(record.low as number | null, record.high as number | null);
  if ("start" in record) return `${spanText(record.start as string | null, record.end as string | null)}${record.precision ? ` (${word("date", String(record.precision))})` : ""}`;
  if ("name" in record) return inRow(within(String(record.name), (record.text as string | null) ?? null, (record.admin1 as string | null) ?? null));
  return JSON.stringify(value);
}

export const rowPlace = (row: IncidentRow): string => (row.place ? inRow(within(row.place, row.place_as_written, row.admin1)) : t("placeUnknown"));

/** What a figure counts: one or two of the reader's names of measures, as "killed, soldiers". */
export const measureText = (measure: string): string => measure.split(", ").map((one) => word("measure", one)).join(language.value === "ar" ? "، " : ", ");

export function IncidentTable(props: { rows: IncidentRow[]; label: string }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table>
        <thead>
          <tr>
            <th>{t("date")}</th><th>{t("type")}</th><th>{t("place")}</th><th>{t("initiators")}</th><th>{t("targets")}</th>
            <th>{t("killed")}</th><th>{t("sources")}</th><th>{t("grade")}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.incident_id}>
              <td class="day" data-label={t("date")}><a href={address("incidents", row.incident_id)}>{spanText(row.date_start, row.date_end)}</a></td>
              <td data-label={t("type")}><TypeName code={row.sub_event_type} /></td>
              <td data-label={t("place")}>{rowPlace(row)}</td>
              <td data-label={t("initiators")}><Text>{actorList(listed(row.initiators))}</Text></td>
              <td data-label={t("targets")}><Text>{actorList(listed(row.targets))}</Text></td>
              <td data-label={t("killed")} class={row.disagreement.includes("killed") ? "differs" : ""}>{rangeText(row.killed_low, row.killed_high)}</td>
              <td data-label={t("sources")}>{numberText(row.sources)}</td>
              <td data-label={t("grade")}><Grade of={row.grade} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function EventCard(props: { event: EventRecord; quote?: boolean }) {
  const { event } = props;
  return (
    <>
      <h3><TypeName code={event.type} />
        {event.modality !== "asserted" && <Tag kind="modality" label={event.modality === "denied" ? "denied" : "planned"} />}
        {!event.specific && <Tag kind="quiet" label="habitual" />}
        {event.background && <Tag kind="quiet" label="background" />}
      </h3>
      <p>{spanText(event.date.start, event.date.end)} · {placeText(event.place)}</p>
      <p>{sides(event.initiators.map((p) => p.actor), event.targets.map((p) => p.actor))}</p>
      <p>{t("killed")}: {rangeText(event.killed?.low, event.killed?.high)} · {t("injured")}: {rangeText(event.injured?.low, event.injured?.high)}</p>
      {props.quote && <blockquote dir="auto">{event.evidence}</blockquote>}
    </>
  );
}

export function ClaimCard(props: { claim: ClaimRecord }) {
  const { claim } = props;
  return (
    <>
      <h3>{t("claim")} · {word("kind", claim.kind)} {claim.anonymous && <Tag kind="risk" label="anonymous" />} {claim.at_risk && <Tag kind="risk" label="atRisk" />}</h3>
      <p>{t("speaker")}: <Text>{claim.speaker}</Text> ({word("speaker", claim.speaker_kind)})</p>
      <blockquote dir="auto">{claim.quote}</blockquote>
    </>
  );
}

export function FigureCard(props: { figure: FigureRecord }) {
  const { figure } = props;
  return (
    <>
      <h3>{t("figure")} · {rangeText(figure.low, figure.high)} {word("unit", figure.unit)}</h3>
      <p><Text>{measureText(figure.measure)}</Text> {figure.attributed_to && <>· {t("speaker")}: <Text>{figure.attributed_to}</Text></>}</p>
      <blockquote dir="auto">{figure.quote}</blockquote>
    </>
  );
}

export function IndicatorCard(props: { indicator: IndicatorRecord }) {
  const { indicator } = props;
  return (
    <>
      <h3>{t("indicator")} · {word("kind", indicator.kind)}: {word("direction", indicator.direction)}</h3>
      <blockquote dir="auto">{indicator.quote}</blockquote>
    </>
  );
}
