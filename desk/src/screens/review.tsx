// The review desk: doubtful incidents one by one, decided by keyboard, every decision reversible.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ApiError, get, send, sides, type IncidentRecord, type Page, type Report } from "../api";
import { dayText, language, momentText, numberText, rangeText, t, type Key } from "../i18n";
import { word } from "../i18n/codes";
import { decisionReason } from "../i18n/sentences";
import { EditForm, type Candidate } from "../parts/edit";
import { isTyping, letter } from "../parts/keys";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins, TypeName } from "../parts/marks";
import { changeText, placeText, valueText } from "../parts/rows";
import { address, route } from "../route";

interface Reason { code: string; field: string; values: string[] }
interface Rival { incident: Seen; score: number; comparisons: { name: string; value: string; weight: number }[] }
/** An incident as it was seen: a decision on it holds only while its version does. */
type Seen = IncidentRecord & { version?: string };
interface Doubt { incident: Seen; reasons: Reason[]; places: Candidate[]; rival: Rival | null }
interface Decision { decision_id: number; kind: string; field: string; value: unknown; groups: string[][]; who: string; at: string; reason: string; made?: number[] }
const signed = (weight: number): string => `${weight > 0 ? "+" : ""}${weight.toFixed(1)}`;
type Act = "accept" | "reject" | "edit" | "merge" | "split" | "skip";

const KEYS: Record<string, Act> = { a: "accept", r: "reject", e: "edit", m: "merge", s: "split", n: "skip" };

function because({ code, field, values }: Reason, doubt: Doubt): string {
  const named = (value: string): string => {
    if (code === "place_vague") return word("place", value);
    if (code === "place_rivals") return doubt.places.filter((place) => place.name === value).map((place) => (language.value === "ar" && place.name_ar) || value)[0] ?? value;
    return code === "conflict" ? valueText(doubt.incident, field, value) : value;
  };
  return [word("because", code), field && word("field", field), values.map((value) => `\u2068${named(value)}\u2069`).join(" / ")].filter(Boolean).join(" ");
}

function Told(props: { report: Report; taken?: boolean; onTake?: ((taken: boolean) => void) | undefined }) {
  const { report } = props;
  return (
    <blockquote class="told">
      <p dir="auto">{report.event.evidence}</p>
      <footer>
        <a href={address("article", report.doc_id, { focus: report.event.id })} title={t("openSentence")}><Text>{report.publisher ?? (report.title || report.doc_id)}</Text></a>
        <small> · {dayText(report.published)} · {t("killed")}: {rangeText(report.event.killed?.low, report.event.killed?.high)}</small>
        {props.onTake && <label class="take"><input type="checkbox" checked={props.taken ?? false} onChange={(e) => props.onTake?.(e.currentTarget.checked)} /> {t("splitOut")}</label>}
      </footer>
    </blockquote>
  );
}

function Facts(props: { incident: IncidentRecord; taken?: Set<string>; onTake?: (key: string, taken: boolean) => void }) {
  const { incident, onTake } = props;
  const several = incident.reports.length > 1;
  return (
    <>
      <h3><TypeName code={incident.type} /> <a href={address("incidents", incident.incident_id)}><small><bdi>{incident.incident_id}</bdi></small></a></h3>
      <p>{dayText(incident.date.start)} · {placeText(incident.place)} ({word("place", incident.place?.precision ?? "unknown")}) · {t("killed")}: {rangeText(incident.killed?.low, incident.killed?.high)} · {t("injured")}: {rangeText(incident.injured?.low, incident.injured?.high)}</p>
      <p>{sides(incident.initiators.map((party) => party.actor), incident.targets.map((party) => party.actor))}</p>
      {several && onTake && <p><small>{t("splitHint")}</small></p>}
      {incident.reports.map((report) => (
        <Told key={report.key} report={report} taken={props.taken?.has(report.key ?? "") ?? false} onTake={several && onTake ? (taken) => onTake(report.key ?? "", taken) : undefined} />
      ))}
    </>
  );
}

function Compared(props: { rival: Rival }) {
  return (
    <section class="card">
      <p class="tag" title={t("weightNote")}>{t("rival")} · {t("weightOf")} <bdi dir="ltr">{signed(props.rival.score)}</bdi></p>
      <Facts incident={props.rival.incident} />
      <table class="compared"><tbody>{props.rival.comparisons.filter((c) => Math.abs(c.weight) >= 0.05).map((c) => (
        <tr key={c.name}><th>{word("field", c.name)}</th><td>{word("level", c.value)}</td><td class="number"><bdi dir="ltr">{signed(c.weight)}</bdi></td></tr>
      ))}</tbody></table>
      <p><small>{t("weightNote")}</small></p>
    </section>
  );
}

function Desk(props: { doubts: Doubt[]; again: () => void; decided: () => void }) {
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const [taken, setTaken] = useState<Set<string>>(new Set());
  const [told, setTold] = useState("");
  const [last, setLast] = useState<number[]>([]);
  const holder = useRef<HTMLDivElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const [fresh, setFresh] = useState<Record<string, Doubt>>({});
  const given = props.doubts[at];
  const doubt = given && (fresh[given.incident.incident_id] ?? given);
  // Before the next key press can be heard: none may meet what was shown before.
  useLayoutEffect(() => {
    setTaken(new Set());
    setEditing(false);
    if (why.current) why.current.value = "";
    holder.current?.focus({ preventScroll: true });
  }, [at]);

  const possible = (act: Act): boolean =>
    Boolean(doubt) && (act !== "merge" || Boolean(doubt?.rival)) && (act !== "split" || (doubt?.incident.reports.length ?? 0) > 1);
  const decide = async (act: Act, fields: Record<string, string> = {}): Promise<void> => {
    if (!doubt || busy.current) return;
    if (act === "skip") return setAt(at + 1);
    busy.current = true;
    try {
      const { reason = why.current?.value.trim() ?? "", ...values } = fields;
      const seen = Object.fromEntries([doubt.incident, doubt.rival?.incident].flatMap((one) => (one?.version ? [[one.incident_id, one.version]] : [])));
      const body = { act, seen, incident_id: doubt.incident.incident_id, other_id: doubt.rival?.incident.incident_id ?? null, fields: values, keys: act === "split" ? [...taken] : [], reason };
      const kept = await send<Decision>("POST", "/review/decisions", body);
      setLast(kept.made ?? [kept.decision_id]);
      setTold(`${t("decided")}: ${t(act as Key)}`);
      setAt(at + 1);
      props.decided();
    } catch (error) {
      setTold((error as Error).message);
      if (error instanceof ApiError && error.status === 409) await again(doubt);
    }
    busy.current = false;
  };
  /** Looks at an incident that another decision changed. */
  const again = async (held: Doubt | undefined): Promise<void> => {
    const id = held?.incident.incident_id ?? "";
    const found = await get<Doubt>(`/review/incidents/${encodeURIComponent(id)}`).catch(() => null);
    if (found) setFresh((before) => ({ ...before, [id]: found }));
  };
  const undo = async (): Promise<void> => {
    if (!last.length || busy.current) return;
    busy.current = true;
    try {
      for (const id of [...last].reverse()) await send("DELETE", `/review/decisions/${id}`);
      setLast([]);
      setTold(t("undo"));
      const back = Math.max(0, at - 1);
      await again(props.doubts[back]);
      setAt(back);
      props.decided();
    } catch (error) {
      setTold((error as Error).message);
    }
    busy.current = false;
  };
  const act = (wanted: Act): void => void (wanted === "edit" ? setEditing(true) : decide(wanted));
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (editing || isTyping(event)) return;
      const key = letter(event);
      if (key === "u") return void undo();
      if (key === "w") {
        event.preventDefault();
        return why.current?.focus();
      }
      const wanted = KEYS[key];
      if (!wanted || !possible(wanted)) return;
      event.preventDefault();
      act(wanted);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  const button = (wanted: Act, key: string, label: Key) => (
    <button disabled={!possible(wanted)} onClick={() => act(wanted)}>{t(label)} <kbd>{key}</kbd></button>
  );
  const take = (key: string, on: boolean): void => {
    const next = new Set(taken);
    if (on) next.add(key);
    else next.delete(key);
    setTaken(next);
  };
  return (
    <div ref={holder} tabIndex={-1} class="review">
      <p role="status">{told} {last.length > 0 && <button onClick={undo}>{t("undo")} <kbd>u</kbd></button>}</p>
      {!doubt ? (
        <p class="notice good">{t("queueEmpty")} <button onClick={() => { setAt(0); props.again(); }}>{t("retry")}</button></p>
      ) : (
        <>
          <p class="acts">
            <strong class="at"><bdi dir="ltr">{at + 1} / {props.doubts.length}</bdi></strong>
            {button("accept", "a", "accept")}{button("edit", "e", "edit")}{button("merge", "m", "merge")}{button("split", "s", "split")}{button("reject", "r", "reject")}{button("skip", "n", "skip_")}
            <small>{t("reviewHint")}</small>
          </p>
          {!editing && (
            <p class="why"><label><span>{t("reasonHint")} <kbd>w</kbd></span> <input ref={why} dir="auto" maxLength={500} onKeyDown={(event) => ["Enter", "Escape"].includes(event.key) && holder.current?.focus({ preventScroll: true })} /></label></p>
          )}
          <ul class="reasons">{doubt.reasons.map((reason) => <li key={reason.code + reason.field}>{because(reason, doubt)}</li>)}</ul>
          {editing && <EditForm doubt={doubt} done={(fields) => void decide("edit", fields)} cancel={() => setEditing(false)} />}
          <div class="columns wide">
            <section class="card on"><Facts incident={doubt.incident} taken={taken} onTake={take} /></section>
            {doubt.rival && <Compared rival={doubt.rival} />}
          </div>
        </>
      )}
    </div>
  );
}

function Decisions(props: { version: number }) {
  const loaded = useLoaded<Page<Decision>>("/review/decisions", `v=${props.version}`);
  const [told, setTold] = useState("");
  const undo = async (id: number): Promise<void> => {
    try {
      await send("DELETE", `/review/decisions/${id}`);
      loaded.again();
    } catch (error) {
      setTold((error as Error).message);
    }
  };
  const about = (decision: Decision): string =>
    decision.kind === "edit" ? `${word("field", decision.field)}: \u2068${changeText(decision.value, decision.field)}\u2069` : word("decision", decision.kind);
  return (
    <Shown of={loaded}>
      {(page) => (
        <section>
          <h2>{t("decisions")} <small>{numberText(page.items.length)}</small></h2>
          <p role="alert">{told}</p>
          {page.items.length ? (
            <div class="scroll" tabIndex={0} role="region" aria-label={t("decisions")}>
              <table>
                <thead><tr><th>{t("when")}</th><th>{t("who")}</th><th>{t("what")}</th><th>{t("reason")}</th><th>{t("article")}</th><th>{t("undo")}</th></tr></thead>
                <tbody>
                  {[...page.items].reverse().map((decision) => (
                    <tr key={decision.decision_id}>
                      <td data-label={t("when")} class="day"><bdi dir="ltr">{momentText(decision.at)}</bdi></td><td data-label={t("who")}><Text>{decision.who}</Text></td><td data-label={t("what")}>{about(decision)}</td><td data-label={t("reason")}><Text>{decisionReason(decision.reason)}</Text></td>
                      <td data-label={t("article")}>{[...new Set(decision.groups.flat().map((key) => key.slice(0, key.lastIndexOf("#"))))].slice(0, 3).map((id) => <a key={id} class="listed" href={address("article", id)}><bdi>{id.slice(0, 24)}</bdi></a>)}</td>
                      <td data-label={t("undo")}><button onClick={() => void undo(decision.decision_id)}>{t("undo")}</button></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : (
            <p class="notice">{t("noDecisions")}</p>
          )}
          <p class="twins"><a href="/api/v1/review/gold" download>{t("gold")}</a> <a href="/api/v1/review/gold/documents" download>{t("goldDocs")}</a></p>
          <Twins path="/review/decisions" query={new URLSearchParams()} only={["json", "csv"]} />
        </section>
      )}
    </Shown>
  );
}

function Queue(props: { decided: () => void }) {
  const queue = useLoaded<Page<Doubt>>("/review/queue");
  return <Shown of={queue}>{(page) => <Desk key={page.items.map((d) => d.incident.incident_id).join()} doubts={page.items} again={queue.again} decided={props.decided} />}</Shown>;
}

function Single(props: { id: string; decided: () => void }) {
  const loaded = useLoaded<Doubt>(`/review/incidents/${encodeURIComponent(props.id)}`);
  return <Shown of={loaded}>{(doubt) => <Desk doubts={[doubt]} again={loaded.again} decided={props.decided} />}</Shown>;
}

export function ReviewScreen() {
  const [version, setVersion] = useState(0);
  const decided = (): void => setVersion((before) => before + 1);
  return (
    <>
      <h1>{t("review")}</h1>
      {route.value.id ? <Single key={route.value.id} id={route.value.id} decided={decided} /> : <Queue decided={decided} />}
      {!route.value.id && <Twins path="/review/queue" query={new URLSearchParams()} />}
      <Decisions version={version} />
    </>
  );
}
