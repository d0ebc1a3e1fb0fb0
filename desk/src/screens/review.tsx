// The review desk: doubtful incidents one by one, decided by keyboard, every decision reversible.
import { useEffect, useRef, useState } from "preact/hooks";
import { send, type IncidentRecord, type Page } from "../api";
import { dayText, rangeText, t, type Key } from "../i18n";
import { Shown, useLoaded } from "../parts/load";
import { Text, TypeName } from "../parts/marks";
import { placeText } from "../parts/rows";
import { address } from "../route";

interface Doubt { incident: IncidentRecord; reasons: string[]; rival: { incident: IncidentRecord; score: number; comparisons: { name: string; value: string; weight: number }[] } | null }
interface Decision { decision_id: number; kind: string; subject: string; who: string; at: string; reason: string; undone: boolean }
type Act = "accept" | "reject" | "edit" | "merge" | "split" | "skip";

const KEYS: Record<string, Act> = { a: "accept", r: "reject", e: "edit", m: "merge", s: "split", ArrowRight: "skip", n: "skip" };

function Facts(props: { incident: IncidentRecord }) {
  const { incident } = props;
  return (
    <>
      <h3><TypeName code={incident.type} /> <a href={address("incidents", incident.incident_id)}><small><bdi>{incident.incident_id.slice(0, 12)}</bdi></small></a></h3>
      <p>{dayText(incident.date.start)} · <Text>{placeText(incident.place)}</Text> ({incident.place?.precision ?? t("unknown")}) · {t("killed")}: {rangeText(incident.killed?.low, incident.killed?.high)}</p>
      {incident.reports.map((report) => (
        <blockquote key={report.doc_id + report.event.id} dir="auto">
          {report.event.evidence}
          <footer><a href={address("article", report.doc_id, { focus: report.event.id })}><Text>{report.publisher ?? report.doc_id}</Text></a></footer>
        </blockquote>
      ))}
    </>
  );
}

function EditForm(props: { incident: IncidentRecord; done: (fields: Record<string, string>) => void; cancel: () => void }) {
  const { incident } = props;
  const fields: [string, Key, "date" | "text" | "number", string][] = [
    ["date_start", "date", "date", incident.date.start ?? ""],
    ["place", "place", "text", incident.place?.name ?? ""],
    ["killed_best", "killed", "number", String(incident.killed?.best ?? "")],
    ["injured_best", "injured", "number", String(incident.injured?.best ?? "")],
    ["reason", "reason", "text", ""],
  ];
  return (
    <form class="filters" onSubmit={(event) => { event.preventDefault(); props.done(Object.fromEntries([...new FormData(event.currentTarget)].map(([k, v]) => [k, String(v)]))); }}>
      {fields.map(([name, key, type, value]) => (
        <label key={name}><span>{t(key)}</span><input name={name} type={type as "number"} min="0" dir="auto" value={value} /></label>
      ))}
      <button class="main">{t("save")}</button><button type="button" onClick={props.cancel}>{t("cancel")}</button>
    </form>
  );
}

function Desk(props: { doubts: Doubt[]; again: () => void }) {
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState(false);
  const [told, setTold] = useState("");
  const [last, setLast] = useState<number | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => holder.current?.focus(), [at]);
  const doubt = props.doubts[at];

  const decide = async (act: Act, fields: Record<string, string> = {}): Promise<void> => {
    if (!doubt) return;
    setEditing(false);
    if (act === "skip") return setAt(at + 1);
    try {
      const body = { act, incident_id: doubt.incident.incident_id, other_id: doubt.rival?.incident.incident_id ?? null, fields, reason: fields.reason ?? "" };
      const kept = await send<Decision>("POST", "/review/decisions", body);
      setLast(kept.decision_id);
      setTold(`${t("decided")}: ${t(act as Key)}`);
      setAt(at + 1);
    } catch (error) {
      setTold((error as Error).message);
    }
  };
  const undo = async (): Promise<void> => {
    if (last === null) return;
    try {
      await send("DELETE", `/review/decisions/${last}`);
      setLast(null);
      setTold(t("undo"));
      setAt(Math.max(0, at - 1));
    } catch (error) {
      setTold((error as Error).message);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "u") return void undo();
    const act = KEYS[event.key];
    if (!act || (act === "merge" && !doubt?.rival) || (act === "split" && (doubt?.incident.reports.length ?? 0) < 2)) return;
    event.preventDefault();
    if (act === "edit") setEditing(true);
    else void decide(act);
  };
  const button = (act: Act, key: string, label: Key, off = false) => (
    <button disabled={off} onClick={() => (act === "edit" ? setEditing(true) : void decide(act))}>{t(label)} <kbd>{key}</kbd></button>
  );
  return (
    <div ref={holder} tabIndex={-1} onKeyDown={onKey} class="review">
      <p role="status">{told} {last !== null && <button onClick={undo}>{t("undo")} <kbd>u</kbd></button>}</p>
      {!doubt ? (
        <p class="notice good">{t("queueEmpty")} <button onClick={() => { setAt(0); props.again(); }}>{t("retry")}</button></p>
      ) : (
        <>
          <p>{at + 1} / {props.doubts.length}</p>
          <ul class="reasons">{doubt.reasons.map((reason) => <li key={reason}><Text>{reason}</Text></li>)}</ul>
          <div class="columns">
            <section class="card on"><Facts incident={doubt.incident} /></section>
            {doubt.rival && (
              <section class="card">
                <Facts incident={doubt.rival.incident} />
                <table><tbody>{doubt.rival.comparisons.map((c) => <tr key={c.name}><th>{c.name}</th><td><Text>{c.value}</Text></td><td><bdi dir="ltr">{c.weight.toFixed(2)}</bdi></td></tr>)}</tbody></table>
              </section>
            )}
          </div>
          {editing ? (
            <EditForm incident={doubt.incident} done={(fields) => void decide("edit", fields)} cancel={() => setEditing(false)} />
          ) : (
            <p class="acts">
              {button("accept", "a", "accept")}{button("edit", "e", "edit")}{button("merge", "m", "merge", !doubt.rival)}
              {button("split", "s", "split", doubt.incident.reports.length < 2)}{button("reject", "r", "reject")}{button("skip", "n", "skip_")}
            </p>
          )}
        </>
      )}
    </div>
  );
}

export function ReviewScreen() {
  const queue = useLoaded<Page<Doubt>>("/review/queue");
  return (
    <>
      <h1>{t("review")}</h1>
      <Shown of={queue}>{(page) => <Desk key={page.items.map((d) => d.incident.incident_id).join()} doubts={page.items} again={queue.again} />}</Shown>
    </>
  );
}
