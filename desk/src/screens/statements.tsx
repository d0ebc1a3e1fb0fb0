// Claims by speaker over time, figures beside one another and beside the record; nothing is summed.
import type { JSX } from "preact";
import { actorLabel, type Page } from "../api";
import { changeText, dayText, numberText, rangeText, spanText, t } from "../i18n";
import { options, word } from "../i18n/codes";
import { counted } from "../i18n/counts";
import { checkReason } from "../i18n/sentences";
import { along, byDay, bySpeaker, COLOURS, drawnDay, Source, Speaker, Spoke, type Spoken } from "../parts/claims";
import { DayInput } from "../parts/dayinput";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { measureText } from "../parts/rows";
import { Typed } from "../parts/typed";
import { address, route, setQuery } from "../route";

type Kind = "claims" | "figures" | "checks" | "indicators";
const KINDS: Kind[] = ["claims", "figures", "checks", "indicators"];

interface Stock { doc_id: string; published: string | null; publisher: string | null; figure: string; measure: string; subject: string | null; low: number | null; high: number | null; unit: string; speaker: string | null; quote: string }
interface Check {
  doc_id: string; published: string | null; publisher: string | null; id: string; speaker: string | null; quote: string; outcome: string; why: string;
  claimed: { subject: string | null; unit: string; low: number | null; high: number | null; from: string | null; to: string | null };
  record: { value: number | null; low: number | null; high: number | null; counts: { from: string; to: string; incidents: number }[] };
}
interface Sign { doc_id: string; published: string | null; publisher: string | null; indicator: string; kind: string; direction: string; subject: string | null; speaker: string | null; quote: string; against: string[] }

/** Ranges over time on a logarithmic scale, one colour a speaker; time runs as the language reads. */
function Ranges(props: { stocks: Stock[] }) {
  const dated = props.stocks.filter((s) => s.published && (s.low ?? s.high ?? 0) > 0);
  if (dated.length < 2) return null;
  const speakers = [...new Set(dated.map((s) => s.speaker ?? s.publisher ?? "?"))];
  const days = dated.map((s) => Date.parse(s.published!));
  const values = dated.flatMap((s) => [s.low, s.high]).filter((n): n is number => n != null && n > 0);
  const [first, last, least, most] = [Math.min(...days), Math.max(...days), Math.log10(Math.min(...values)), Math.log10(Math.max(...values))];
  const x = along(days, 60, 680);
  const y = (n: number): number => 180 - 150 * (most === least ? 0.5 : (Math.log10(n) - least) / (most - least));
  return (
    <figure class="ranges">
      <svg viewBox="0 0 740 215" role="group" aria-label={t("overTime")} direction="ltr">
        {[Math.min(...values), Math.max(...values)].map((n) => <g key={n}><line x1="55" x2="700" y1={y(n)} y2={y(n)} stroke="#e3e0d8" /><text x="50" y={y(n) + 4} text-anchor="end" font-size="12">{numberText(n)}</text></g>)}
        {[first, last].map((day, n) => <text key={n} x={x(day)} y="208" text-anchor="middle" font-size="12">{drawnDay(day)}</text>)}
        {dated.map((s, n) => {
          const colour = COLOURS[speakers.indexOf(s.speaker ?? s.publisher ?? "?") % COLOURS.length];
          const low = s.low ?? s.high ?? 1, high = s.high ?? s.low ?? 1;
          const told = `\u2068${s.speaker ?? s.publisher ?? "?"}\u2069: ${rangeText(s.low, s.high)} · ${dayText(s.published)}`;
          return <a key={n} href={address("article", s.doc_id, { focus: s.figure })} aria-label={told}><title>{told}</title><line x1={x(days[n]!)} x2={x(days[n]!)} y1={y(low || 1)} y2={y(high || 1)} stroke={colour} stroke-width="4" /><circle cx={x(days[n]!)} cy={y(low || 1)} r="5" fill={colour} />{s.high == null && <text x={x(days[n]!)} y={y(low) - 8} text-anchor="middle" font-size="12">+</text>}</a>;
        })}
      </svg>
      <figcaption>{speakers.map((name, n) => <span key={name} class="key"><i style={{ background: COLOURS[n % COLOURS.length] }} /> <Text>{name}</Text></span>)}</figcaption>
    </figure>
  );
}

function Stocks(props: { stocks: Stock[] }) {
  const units = [...new Set(props.stocks.map((s) => s.unit))];
  return (
    <>
      <p class="notice">{t("never")}</p>
      {units.map((unit) => {
        const stocks = props.stocks.filter((s) => s.unit === unit);
        return (
          <section key={unit}>
            <h2>{word("unit_name", unit)} <small>{counted(stocks.length, "figure")}</small></h2>
            <Ranges stocks={stocks} />
            <div class="scroll" tabIndex={0} role="region" aria-label={word("unit_name", unit)}>
              <table>
                <thead><tr><th>{t("value")}</th><th>{t("measure")}</th><th>{t("speaker")}</th><th>{t("words")}</th><th>{t("article")}</th></tr></thead>
                <tbody>
                  {byDay(stocks).map((s) => (
                    <tr key={s.doc_id + s.figure}>
                      <td data-label={t("value")} class="number">{rangeText(s.low, s.high)}</td><td data-label={t("measure")}><Text>{[measureText(s.measure), s.subject && actorLabel(s.subject)].filter(Boolean).join(" · ")}</Text></td><td data-label={t("speaker")}><Text>{s.speaker ?? t("unknown")}</Text></td><td data-label={t("words")}><Text>{s.quote}</Text></td>
                      <Source doc={s.doc_id} focus={s.figure} publisher={s.publisher} published={s.published} />
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
    </>
  );
}

function Checks(props: { checks: Check[] }) {
  // Trends rise or fall, tallies are numbers.
  const valued = (c: Check, low: number | null, high: number | null): string => (c.claimed.unit.startsWith("percent") ? changeText(low, high) : rangeText(low, high));
  const rounded = (n: number | null): number | null => (n == null ? null : Math.round(n));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("checks")}>
      <table>
        <thead><tr><th>{t("outcome")}</th><th>{t("claimed")}</th><th>{t("record")}</th><th>{t("speaker")}</th><th>{t("words")}</th><th>{t("article")}</th></tr></thead>
        <tbody>
          {byDay(props.checks).map((c) => (
            <tr key={c.doc_id + c.id}>
              <td data-label={t("outcome")}><span class={`outcome outcome-${c.outcome.split(" ")[0]}`}>{word("outcome", c.outcome)}</span>{c.why && <><br /><small><Text>{checkReason(c.why)}</Text></small></>}</td>
              <td data-label={t("claimed")}>{valued(c, c.claimed.low, c.claimed.high)} {word("unit", c.claimed.unit)}<br /><small>{c.claimed.from ? spanText(c.claimed.from, c.claimed.to) : t("noPeriod")}</small></td>
              <td data-label={t("record")}>{c.record.value == null ? "–" : <>{valued(c, rounded(c.record.value), rounded(c.record.value))} <small>({valued(c, rounded(c.record.low), rounded(c.record.high))})</small></>}<br />
                <small>{c.record.counts.map((n) => <a key={n.from} class="listed" href={address("incidents", "", { date_from: n.from, date_to: n.to, ...(c.claimed.subject ? { actor: c.claimed.subject } : {}) })}>{counted(n.incidents, "incident")}</a>)}</small></td>
              <td data-label={t("speaker")}><Text>{c.speaker ?? t("unknown")}</Text></td><td data-label={t("words")}><Text>{c.quote}</Text></td>
              <Source doc={c.doc_id} focus={c.id} publisher={c.publisher} published={c.published} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Signs(props: { signs: Sign[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("indicators")}>
      <table>
        <thead><tr><th>{t("kind")}</th><th>{t("subject")}</th><th>{t("speaker")}</th><th>{t("words")}</th><th>{t("article")}</th></tr></thead>
        <tbody>
          {byDay(props.signs).map((s) => (
            <tr key={s.indicator}>
              <td data-label={t("kind")}>{word("kind", s.kind)}: <strong>{word("direction", s.direction)}</strong>{s.against.length > 0 && <><br /><small class="differs">{t("against")} {numberText(s.against.length)}</small></>}</td>
              <td data-label={t("subject")}><Text>{s.subject && actorLabel(s.subject)}</Text></td><td data-label={t("speaker")}><Text>{s.speaker ?? t("unknown")}</Text></td><td data-label={t("words")}><Text>{s.quote}</Text></td>
              <Source doc={s.doc_id} focus={s.indicator.slice(s.indicator.lastIndexOf("#") + 1)} publisher={s.publisher} published={s.published} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const empty = (asked = false) => <p class="notice">{t(asked ? "noClaims" : "empty")}</p>;

// As many claims as one page may hold; what is left is said.
const MOST = 1000;
const ASKED = ["date_from", "date_to", "said_by"];

/** What the address asks of the statements shown; the kind of claim only where there are claims. */
function saidQuery(kind: Kind): URLSearchParams {
  const names = kind === "claims" ? [...ASKED, "type"] : ASKED;
  return new URLSearchParams([...route.value.query].filter(([name, value]) => names.includes(name) && value));
}

function Said(props: { kind: Kind; query: URLSearchParams }) {
  const { query } = props;
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <label><span>{t("from")}</span><DayInput day={query.get("date_from") ?? ""} onDay={(day, again) => setQuery({ date_from: day }, again)} /></label>
      <label><span>{t("to")}</span><DayInput day={query.get("date_to") ?? ""} onDay={(day, again) => setQuery({ date_to: day }, again)} /></label>
      {props.kind === "claims" && <label><span>{t("kind")}</span><select value={query.get("type") ?? ""} onChange={(event) => setQuery({ type: event.currentTarget.value })}><option value="">{t("all")}</option>{options("kind").slice(0, 8).map(([code, label]) => <option key={code} value={code}>{label}</option>)}</select></label>}
      <label><span>{t("speaker")}</span><Typed words={query.get("said_by") ?? ""} onWords={(words, again) => setQuery({ said_by: words }, again)} /></label>
      {query.size > 0 && <button type="button" onClick={() => setQuery({ date_from: "", date_to: "", said_by: "", type: "" })}>{t("clear")}</button>}
    </form>
  );
}

interface TabProps { query: URLSearchParams }

function ClaimsTab({ query }: TabProps) {
  const loaded = useLoaded<Page<Spoken>>("/claims", `${query}&limit=${MOST}`);
  return (
    <>
      <Shown of={loaded}>
        {(page) => {
          const groups = bySpeaker(page.items);
          if (!groups.length) return empty(query.size > 0);
          return (
            <>
              {page.next && <p class="notice">{t("firstOnly")} {numberText(page.items.length)}</p>}
              <Spoke groups={groups} />
              {groups.map(([name, claims]) => <Speaker key={name} name={name} claims={claims} />)}
            </>
          );
        }}
      </Shown>
      <Twins path="/claims" query={query} />
    </>
  );
}

function FiguresTab({ query }: TabProps) {
  const loaded = useLoaded<{ stocks: Stock[] }>("/figures/over-time", query.toString());
  return (
    <>
      <Shown of={loaded}>{({ stocks }) => (stocks.length ? <Stocks stocks={stocks} /> : empty(query.size > 0))}</Shown>
      <Twins path="/figures/over-time" query={query} />
    </>
  );
}

function ChecksTab({ query }: TabProps) {
  const loaded = useLoaded<Page<Check>>("/figures/checks", query.toString());
  return (
    <>
      <p class="notice">{t("checksNote")}</p>
      <Shown of={loaded}>{(page) => (page.items.length ? <Checks checks={page.items} /> : empty(query.size > 0))}</Shown>
      <Twins path="/figures/checks" query={query} />
    </>
  );
}

function SignsTab({ query }: TabProps) {
  const loaded = useLoaded<Page<Sign>>("/indicators/over-time", query.toString());
  return (
    <>
      <Shown of={loaded}>{(page) => (page.items.length ? <Signs signs={page.items} /> : empty(query.size > 0))}</Shown>
      <Twins path="/indicators/over-time" query={query} />
    </>
  );
}

const TABS: Record<Kind, (props: TabProps) => JSX.Element> = { claims: ClaimsTab, figures: FiguresTab, checks: ChecksTab, indicators: SignsTab };

export function StatementsScreen() {
  const asked = route.value.query.get("kind") as Kind | null;
  const kind = asked && KINDS.includes(asked) ? asked : "claims";
  const query = saidQuery(kind), Tab = TABS[kind];
  return (
    <>
      <h1>{t("statements")}</h1>
      <div class="tabs">
        {KINDS.map((name) => <button key={name} aria-pressed={name === kind} onClick={() => setQuery({ kind: name })}>{t(name)}</button>)}
      </div>
      <Said kind={kind} query={query} />
      <Tab key={kind} query={query} />
    </>
  );
}
