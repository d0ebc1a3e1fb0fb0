// The review desk: doubtful incidents one by one, decided by keyboard, every decision reversible.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ApiError, get, send, type Page } from "../api";
import { language, momentText, numberText, t, type Key } from "../i18n";
import { word } from "../i18n/codes";
import { decisionReason } from "../i18n/sentences";
import { Compared, Facts, type Rival, type Seen } from "../parts/beside";
import { EditForm, type Candidate } from "../parts/edit";
import { isTyping, letter } from "../parts/keys";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { Picker } from "../parts/picker";
import { changeText, valueText } from "../parts/rows";
import { address, route } from "../route";

interface Reason { code: string; field: string; values: string[] }
interface Doubt { incident: Seen; reasons: Reason[]; places: Candidate[]; rival: Rival | null }
interface Decision { decision_id: number; kind: string; field: string; value: unknown; groups: string[][]; who: string; at: string; reason: string; made?: number[] }
type Act = "accept" | "reject" | "edit" | "merge" | "other" | "split" | "skip";

const KEYS: Record<string, Act> = { a: "accept", r: "reject", e: "edit", m: "merge", o: "other", s: "split", n: "skip" };
const LABELS: Record<Act, Key> = { accept: "accept", reject: "reject", edit: "edit", merge: "merge", other: "other", split: "split", skip: "skip_" };

function because({ code, field, values }: Reason, doubt: Doubt): string {
  const named = (value: string): string => {
    if (code === "place_vague") return word("place", value);
    if (code === "place_rivals") return doubt.places.filter((place) => place.name === value).map((place) => (language.value === "ar" && place.name_ar) || value)[0] ?? value;
    return code === "conflict" ? valueText(doubt.incident, field, value) : value;
  };
  return [word("because", code), field && word("field", field), values.map((value) => `\u2068${named(value)}\u2069`).join(" / ")].filter(Boolean).join(" ");
}

function Desk(props: { doubts: Doubt[]; again: () => void; decided: () => void }) {
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const [picking, setPicking] = useState(false);
  const [picked, setPicked] = useState<Rival | null>(null);
  const [taken, setTaken] = useState<Set<string>>(new Set());
  const [told, setTold] = useState("");
  // What was decided last, and at which place of the queue.
  const [last, setLast] = useState<{ made: number[]; at: number } | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  const [fresh, setFresh] = useState<Record<string, Doubt>>({});
  const given = props.doubts[at];
  const doubt = given && (fresh[given.incident.incident_id] ?? given);
  const other = picked ?? doubt?.rival ?? null;
  // Before the next key press can be heard: none may meet what was shown before.
  useLayoutEffect(() => {
    setTaken(new Set());
    setEditing(false);
    setPicking(false);
    setPicked(null);
    if (why.current) why.current.value = "";
    holder.current?.focus({ preventScroll: true });
  }, [at]);

  const possible = (act: Act): boolean => Boolean(doubt) && (act !== "split" || (doubt?.incident.reports.length ?? 0) > 1);
  const decide = async (act: Act, fields: Record<string, string> = {}): Promise<void> => {
    if (!doubt || busy.current) return;
    if (act === "skip") return setAt(at + 1);
    busy.current = true;
    try {
      const { reason = why.current?.value.trim() ?? "", ...values } = fields;
      const about = act === "merge" ? other?.incident : doubt.rival?.incident;
      const seen = Object.fromEntries([doubt.incident, about].flatMap((one) => (one?.version ? [[one.incident_id, one.version]] : [])));
      const body = { act, seen, incident_id: doubt.incident.incident_id, other_id: (act === "merge" && about?.incident_id) || null, fields: values, keys: act === "split" ? [...taken] : [], reason };
      const kept = await send<Decision>("POST", "/review/decisions", body);
      const next = act === "merge" ? await beyond(at + 1, body.other_id) : at + 1;
      // Told when it may be taken back: a key before that would be lost.
      setLast({ made: kept.made ?? [kept.decision_id], at });
      setTold(`${t("decided")}: ${t(LABELS[act])}`);
      setAt(next);
      props.decided();
    } catch (error) {
      // Told when the next decision is heard: one before that would be lost.
      if (error instanceof ApiError && error.status === 409) await seeAgain();
      setTold((error as Error).message);
    }
    busy.current = false;
  };
  /** The next of the queue: an incident that was merged into another is passed over, and what took it in is seen as it is. */
  const beyond = async (next: number, merged: string | null): Promise<number> => {
    const held = props.doubts[next];
    if (!held || held.incident.incident_id !== merged) return next;
    const found = await again(held);
    return found ? next : next + 1;
  };
  /** Looks anew at what is shown; another that was picked stays picked. */
  const seeAgain = async (): Promise<void> => {
    await again(doubt);
    if (picked) await pick(picked.incident.incident_id);
  };
  const pick = async (id: string): Promise<void> => {
    try {
      setPicked(await get<Rival>(`/review/incidents/${encodeURIComponent(doubt!.incident.incident_id)}/others/${encodeURIComponent(id)}`));
      setTold("");
    } catch (error) {
      setPicked(null);
      setTold((error as Error).message);
    }
    leave();
  };
  const leave = (): void => {
    setPicking(false);
    holder.current?.focus({ preventScroll: true });
  };
  /** Looks at an incident that another decision changed. */
  const again = async (held: Doubt | undefined): Promise<boolean> => {
    const id = held?.incident.incident_id ?? "";
    const found = await get<Doubt>(`/review/incidents/${encodeURIComponent(id)}`).catch(() => null);
    if (found) setFresh((before) => ({ ...before, [id]: found }));
    return found !== null;
  };
  const undo = async (): Promise<void> => {
    if (!last || busy.current) return;
    busy.current = true;
    try {
      for (const id of [...last.made].reverse()) await send("DELETE", `/review/decisions/${id}`);
      setLast(null);
      setTold(t("undone"));
      await again(props.doubts[last.at]);
      setAt(last.at);
      props.decided();
    } catch (error) {
      setTold((error as Error).message);
    }
    busy.current = false;
  };
  const act = (wanted: Act): void => {
    if (wanted === "edit") return setEditing(true);
    if (wanted === "other" || (wanted === "merge" && !other)) return setPicking(true);
    // Of three reports or more, which ones go is never taken for granted.
    if (wanted === "split" && !taken.size && doubt!.incident.reports.length > 2) return setTold(t("splitHint"));
    void decide(wanted);
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (editing || picking || isTyping(event)) return;
      const key = letter(event);
      const report = doubt?.incident.reports.length !== 1 && doubt?.incident.reports[Number(key) - 1];
      if (report) return take(report.key ?? "", !taken.has(report.key ?? ""));
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
  const button = (wanted: Act) => (
    <button key={wanted} disabled={!possible(wanted)} onClick={() => act(wanted)}>{t(LABELS[wanted])} <kbd>{Object.keys(KEYS).find((key) => KEYS[key] === wanted)}</kbd></button>
  );
  const take = (key: string, on: boolean): void => {
    const next = new Set(taken);
    if (on) next.add(key);
    else next.delete(key);
    setTaken(next);
  };
  return (
    <div ref={holder} tabIndex={-1} class="review">
      <p role="status">{told} {last && <button onClick={undo}>{t("undo")} <kbd>u</kbd></button>}</p>
      {!doubt ? (
        <p class="notice good">{t("queueEmpty")} <button onClick={() => { setAt(0); props.again(); }}>{t("retry")}</button></p>
      ) : (
        <>
          <p class="acts">
            <strong class="at"><bdi dir="ltr">{at + 1} / {props.doubts.length}</bdi></strong>
            {(["accept", "edit", "merge", "other", "split", "reject", "skip"] as const).map(button)}
            <small>{t("reviewHint")}</small>
          </p>
          {!editing && (
            <p class="why"><label><span>{t("reasonHint")} <kbd>w</kbd></span> <input ref={why} dir="auto" maxLength={500} onKeyDown={(event) => ["Enter", "Escape"].includes(event.key) && holder.current?.focus({ preventScroll: true })} /></label></p>
          )}
          <ul class="reasons">{doubt.reasons.map((reason) => <li key={reason.code + reason.field}>{because(reason, doubt)}</li>)}</ul>
          {editing && <EditForm doubt={doubt} done={(fields) => void decide("edit", fields)} cancel={() => setEditing(false)} />}
          {picking && <Picker id={doubt.incident.incident_id} onPick={(id) => void pick(id)} cancel={leave} />}
          <div class="columns wide">
            <section class="card on"><Facts incident={doubt.incident} taken={taken} onTake={take} /></section>
            {other && <Compared rival={other} chosen={picked !== null} />}
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
