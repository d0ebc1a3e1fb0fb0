// An incident as reviewers see it: what it is, with every sentence that tells it; and two side by side.
import { sides, type IncidentRecord, type Report } from "../api";
import { dayText, rangeText, spanText, t } from "../i18n";
import { word } from "../i18n/codes";
import { address } from "../route";
import { Text, TypeName } from "./marks";
import { placeText } from "./rows";

/** An incident as it was seen: a decision on it holds only while its version does. */
export type Seen = IncidentRecord & { version?: string };
export interface Rival { incident: Seen; score: number; comparisons: { name: string; value: string; weight: number }[] }

const signed = (weight: number): string => `${weight > 0 ? "+" : ""}${weight.toFixed(1)}`;

// Reports are chosen by the figures of the keyboard, as many as it has.
const FIGURES = 9;

function Told(props: { report: Report; n: number; taken?: boolean; onTake?: ((taken: boolean) => void) | undefined }) {
  const { report } = props;
  return (
    <blockquote class="told">
      <p dir="auto">{report.event.evidence}</p>
      <footer>
        <a href={address("article", report.doc_id, { focus: report.event.id })} title={t("openSentence")}><Text>{report.publisher ?? (report.title || report.doc_id)}</Text></a>
        <small> · {dayText(report.published)} · {t("killed")}: {rangeText(report.event.killed?.low, report.event.killed?.high)}</small>
        {props.onTake && <label class="take"><input type="checkbox" checked={props.taken ?? false} onChange={(e) => props.onTake?.(e.currentTarget.checked)} /> {t("splitOut")} {props.n < FIGURES && <kbd>{props.n + 1}</kbd>}</label>}
      </footer>
    </blockquote>
  );
}

export function Facts(props: { incident: IncidentRecord; taken?: Set<string>; onTake?: (key: string, taken: boolean) => void }) {
  const { incident, onTake } = props;
  const several = incident.reports.length > 1;
  return (
    <>
      <h3><TypeName code={incident.type} /> <a href={address("incidents", incident.incident_id)}><small><bdi>{incident.incident_id}</bdi></small></a></h3>
      <p>{spanText(incident.date.start, incident.date.end)} · {placeText(incident.place)} ({word("place", incident.place?.precision ?? "unknown")}) · {t("killed")}: {rangeText(incident.killed?.low, incident.killed?.high)} · {t("injured")}: {rangeText(incident.injured?.low, incident.injured?.high)}</p>
      <p>{sides(incident.initiators.map((party) => party.actor), incident.targets.map((party) => party.actor))}</p>
      {several && onTake && <p><small>{t("splitHint")}</small></p>}
      {incident.reports.map((report, n) => (
        <Told key={report.key} report={report} n={n} taken={props.taken?.has(report.key ?? "") ?? false} onTake={several && onTake ? (taken) => onTake(report.key ?? "", taken) : undefined} />
      ))}
    </>
  );
}

/** The other of two, and what speaks for and against their being one. */
export function Compared(props: { rival: Rival; chosen: boolean }) {
  return (
    <section class="card compared-with">
      <p class="tag" title={t("weightNote")}>{t(props.chosen ? "chosenOther" : "rival")} · {t("weightOf")} <bdi dir="ltr">{signed(props.rival.score)}</bdi></p>
      <Facts incident={props.rival.incident} />
      <table class="compared"><tbody>{props.rival.comparisons.filter((c) => Math.abs(c.weight) >= 0.05).map((c) => (
        <tr key={c.name}><th>{word("field", c.name)}</th><td>{word("level", c.value)}</td><td class="number"><bdi dir="ltr">{signed(c.weight)}</bdi></td></tr>
      ))}</tbody></table>
      <p><small>{t("weightNote")}</small></p>
    </section>
  );
}
