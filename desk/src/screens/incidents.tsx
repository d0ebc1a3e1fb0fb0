// All incidents as a table, and one incident with its reports, tolls, conflicts and history.
import { useEffect, useState } from "preact/hooks";
import { actorList, get, session, type IncidentRecord, type IncidentRow, type Page, type Toll } from "../api";
import { dayText, language, momentText, numberText, rangeText, shownText, spanText, t } from "../i18n";
import { word } from "../i18n/codes";
import { counted } from "../i18n/counts";
import { gradeReason, refusal } from "../i18n/sentences";
import { Cut, cutQuery, Filters } from "../parts/filters";
import { Shown, useLoaded } from "../parts/load";
import { Grade, Tag, Text, Twins, TypeName } from "../parts/marks";
import { changeText, IncidentTable, placeText, radiusText, valueText } from "../parts/rows";
import { address, route } from "../route";

function List() {
  const query = cutQuery();
  const asked = query.toString();
  const loaded = useLoaded<Page<IncidentRow>>("/incidents", asked ? `${asked}&total=true` : "total=true");
  const [more, setMore] = useState<IncidentRow[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const first = loaded.value.value;
  useEffect(() => {
    setMore([]);
    setNext(first?.next ?? null);
  }, [first]);
  const onMore = async (): Promise<void> => {
    const page = await get<Page<IncidentRow>>("/incidents", new URLSearchParams([...query, ["after", next ?? ""]]));
    // Another list may be shown by now, of which these are no part.
    if (loaded.value.peek() !== first) return;
    setMore([...more, ...page.items]);
    setNext(page.next);
  };
  return (
    <>
      <h1>{t("incidents")}</h1>
      <Filters />
      <Cut />
      <Shown of={loaded}>
        {(page) =>
          page.items.length ? (
            <>
              <p>{t("total")}: {numberText(page.total ?? page.items.length)}</p>
              <IncidentTable rows={[...page.items, ...more]} label={t("incidents")} />
              {next && <button onClick={onMore}>{t("next")}</button>}
            </>
          ) : (
            <p class="notice">{asked ? t("noMatch") : t("emptyStore")}</p>
          )
        }
      </Shown>
      <Twins path="/incidents" query={query} />
    </>
  );
}

/** Who published an article, else its title, else its name. */
function sourceOf(incident: IncidentRecord, id: string): string {
  const told = incident.reports.find((report) => report.doc_id === id);
  return told?.publisher ?? (told?.title || id);
}

/** A toll as a range, with the number that is chosen and by which rule, where there is a choice; a person follows none. */
function TollText(props: { toll: Toll | null; review: string }) {
  const { toll } = props;
  const chosen = toll?.best != null && toll.low !== toll.high ? toll.best : null;
  return <>{rangeText(toll?.low, toll?.high)}{chosen != null && <> · {t("best")} {numberText(chosen)} <small>({props.review === "edited" ? word("review", "edited") : `${t("rule")}: ${word("rule", toll!.rule)}`})</small></>}</>;
}

function Whole(props: { incident: IncidentRecord }) {
  const { incident } = props;
  return (
    <article class="incident">
      <h1><TypeName code={incident.type} /></h1>
      {incident.withdrawn && <p class="notice bad">{t("withdrawn")}</p>}
      <dl class="facts">
        <dt>{t("date")}</dt><dd>{spanText(incident.date.start, incident.date.end)} <small>({word("date", incident.date.precision)})</small></dd>
        <dt>{t("place")}</dt><dd>{placeText(incident.place)} <small>({word("place", incident.place?.precision ?? "unknown")}{incident.place?.radius_km != null && <> · <bdi>{radiusText(incident.place.radius_km)}</bdi></>})</small></dd>
        <dt>{t("initiators")}</dt><dd><Text>{actorList(incident.initiators.map((p) => p.actor))}</Text></dd>
        <dt>{t("targets")}</dt><dd><Text>{actorList(incident.targets.map((p) => p.actor))}</Text></dd>
        <dt>{t("killed")}</dt><dd><TollText toll={incident.killed} review={incident.review} /></dd>
        <dt>{t("injured")}</dt><dd><TollText toll={incident.injured} review={incident.review} /></dd>
        <dt>{t("sources")}</dt><dd>{numberText(incident.sources)} <small>({counted(incident.reports.length, "report")})</small></dd>
        <dt>{t("grade")}</dt><dd><Grade of={incident.grade} /> <small><Text>{gradeReason(incident.grade_reason)}</Text></small></dd>
        <dt>{t("firstSeen")}</dt><dd>{dayText(incident.first_seen)} {incident.first_reported_by && <>· <Text>{incident.first_reported_by}</Text></>}</dd>
        <dt>{t("lastSeen")}</dt><dd>{dayText(incident.last_seen)}</dd>
        <dt>{t("reviewStatus")}</dt><dd>{word("review", incident.review)} {["analyst", "admin"].includes(session.value?.role ?? "") && <a href={address("review", incident.incident_id)}>{t("reviewThis")}</a>}</dd>
      </dl>
      {incident.conflicts.length > 0 && (
        <section>
          <h2>{t("conflicts")}</h2>
          <table class="plain">
            <tbody>
              {incident.conflicts.flatMap((conflict) =>
                conflict.values.map((entry, n) => (
                  <tr key={conflict.field + entry.value}>
                    {n === 0 && <th rowSpan={conflict.values.length}>{word("field", conflict.field)}</th>}
                    <td><Text>{valueText(incident, conflict.field, entry.value)}</Text></td>
                    <td>{entry.doc_ids.map((id) => <a key={id} class="listed" href={address("article", id)}><Text>{sourceOf(incident, id)}</Text></a>)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </section>
      )}
      <section>
        <h2>{t("reports")}</h2>
        <ul class="cards">
          {incident.reports.map((report) => (
            <li key={report.doc_id + report.event.id}>
              {session.value?.masked ? null : (
                <a href={address("article", report.doc_id, { focus: report.event.id })}>
                  <strong><Text>{report.title || report.doc_id}</Text></strong>
                  <small> {t("openSentence")}</small>
                </a>
              )}
              <p><small><Text>{report.publisher ?? t("publisherUnknown")}</Text> · {dayText(report.published)} · {t("killed")}: {rangeText(report.event.killed?.low, report.event.killed?.high)} · {t("injured")}: {rangeText(report.event.injured?.low, report.event.injured?.high)}</small>
                {report.origin !== report.doc_id && <Tag kind="quiet" label="copyOf" />}
              </p>
              <blockquote dir="auto">{shownText(report.event.evidence)}</blockquote>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t("history")}</h2>
        <table class="plain">
          <tbody>
            {(incident.history ?? []).map((change, n) => (
              <tr key={n}>
                <td class="day"><bdi dir="ltr">{momentText(change.at)} UTC</bdi></td>
                <td>{word("change", change.kind)} {change.kind === "changed" && word("field", change.field)}</td>
                <td>{change.kind === "changed" ? <><Text>{changeText(change.before, change.field)}</Text> {language.value === "ar" ? "←" : "→"} <Text>{changeText(change.after, change.field)}</Text></> : <Text>{change.kind === "created" ? "" : changeText(change.kind === "split" ? change.before : change.after)}</Text>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Twins path={`/incidents/${encodeURIComponent(incident.incident_id)}`} query={new URLSearchParams()} />
    </article>
  );
}

interface Gone { error?: { hint?: string; subject?: string; replaced_by?: string | null; reason?: string } }

function One(props: { id: string }) {
  const loaded = useLoaded<IncidentRecord>(`/incidents/${encodeURIComponent(props.id)}`);
  return (
    <Shown
      of={loaded}
      gone={(error) => {
        const told = (error.body as Gone)?.error;
        return (
          <div class="notice">
            <h1>{t("goneTitle")}</h1>
            <p><Text>{told?.reason ? refusal(told.reason) : error.message}</Text> <small><bdi dir="ltr">{props.id}</bdi></small></p>
            {told?.replaced_by && <p>{t("replacedBy")} <a href={address("incidents", told.replaced_by)}><bdi>{told.replaced_by}</bdi></a></p>}
            <p><a href={address("incidents")}>{t("toIncidents")}</a></p>
          </div>
        );
      }}
    >
      {(incident) => <Whole incident={incident} />}
    </Shown>
  );
}

export const IncidentsScreen = () => (route.value.id ? <One id={route.value.id} /> : <List />);
