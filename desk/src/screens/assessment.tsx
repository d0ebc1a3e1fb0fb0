// Fading or coming back: the verdict with its series, change points, forecast and coverage.
import { useEffect, useMemo, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { actorLabel, actorNamed, admin1Label, unitLabel, vocabulary } from "../api";
import { countryName, dayText, language, numberText, spanText, t, withDays } from "../i18n";
import { word } from "../i18n/codes";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { TICKS, timeLabels } from "../parts/timeline";
import { address, route, setQuery } from "../route";

interface Window_ { from: string; through: string; now: number; before: number; change: number | null; low: number | null; high: number | null; last_year: number | null; p_growth: number | null; enough: boolean }
interface Step { date: string; low: string; high: string; before: number; after: number }
interface Cast { unit: string; month: string; horizon: number; mean: number; quantiles: Record<string, number>; p_up: number | null; last_month: number }
interface Cover { known: boolean; sources_now: number; sources_before: number; top_source: string | null; top_source_share: number | null; single_source_share: number | null }
interface Spot { kind: string; admin1?: string | string[]; admin2?: string | string[]; observed?: number; expected?: number; now?: number; p?: number; q?: number }
interface Answer {
  question: { as_of: string; groups_matched: string[] }; verdict: string; verdict_label: string; why: string[]; overturned_by: string[]; enough_data: boolean; through: string; incidents: number;
  windows: Record<string, Window_>; change_points: Step[]; forecast: Cast[]; alarms: { week: string; weeks: number; count: number; expected: number }[];
  hotspots: Spot[]; coverage: Record<string, Cover>; notes: string[]; series: { weeks: string[]; counts: number[] };
}

const rounded = (n: number | null | undefined): string => (n == null ? "–" : numberText(Math.round(n * 10) / 10));
const signed = (n: number | null | undefined): string => (n == null ? "–" : `${n > 0 ? "+" : ""}${numberText(Math.round(n))}%`);
const percent = (n: number | null | undefined): string => (n == null ? "–" : `${numberText(Math.round(100 * n))}%`);
const Ltr = (props: { children: string }) => <bdi dir="ltr">{props.children}</bdi>;

function Series(props: { weeks: string[]; counts: number[]; steps: Step[] }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current || !props.weeks.length) return;
    const font = "12px Noto Sans Arabic, sans-serif";
    const plot = new uPlot(
      {
        width: holder.current.clientWidth, height: 220, legend: { show: false }, cursor: { show: false },
        scales: { x: { time: true, dir: language.value === "ar" ? -1 : 1 }, y: { range: (_, _low, high) => [0, Math.max(high, 4)] } },
        axes: [{ stroke: "#333", grid: { show: false }, font, values: timeLabels, space: TICKS }, { stroke: "#333", font, side: language.value === "ar" ? 1 : 3, grid: { stroke: "#e3e0d8" }, values: (_, ticks) => ticks.map(numberText) }],
        series: [{}, { stroke: "#1d4e5f", fill: "#1d4e5f33", width: 1.5, points: { show: false } }],
        hooks: {
          draw: [
            (u) => {
              const { ctx, bbox } = u;
              ctx.save();
              ctx.strokeStyle = "#d86018";
              ctx.lineWidth = 2;
              ctx.setLineDash([6, 4]);
              for (const step of props.steps) {
                const x = u.valToPos(Date.parse(step.date) / 1000, "x", true);
                ctx.beginPath(); ctx.moveTo(x, bbox.top); ctx.lineTo(x, bbox.top + bbox.height); ctx.stroke();
              }
              ctx.restore();
            },
          ],
        },
      },
      [props.weeks.map((week) => Date.parse(week) / 1000), props.counts], holder.current,
    );
    const fit = new ResizeObserver(() => plot.setSize({ width: holder.current?.clientWidth ?? 300, height: 220 }));
    fit.observe(holder.current);
    return () => { fit.disconnect(); plot.destroy(); };
  }, [props.weeks, props.counts, language.value]);
  return <div class="timeline tall" ref={holder} role="img" aria-label={t("series")} />;
}

function Windows(props: { answer: Answer; query: URLSearchParams }) {
  const link = (from: string, to: string, count: number) => {
    const query = new URLSearchParams({ date_from: from, date_to: to });
    for (const [ours, theirs] of [["group", "actor"], ["admin1", "admin1"], ["country", "country"]] as const) {
      const value = props.query.get(ours);
      if (value) query.set(theirs, ours === "group" ? (props.answer.question.groups_matched[0] ?? value) : value);
    }
    return <a href={address("incidents", "", query)}>{rounded(count)}</a>;
  };
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("change")}>
      <table>
        <thead><tr><th>{t("window")}</th><th>{t("now")}</th><th>{t("before")}</th><th>{t("lastYear")}</th><th>{t("change")}</th><th>{t("interval")} 95%</th></tr></thead>
        <tbody>
          {Object.entries(props.answer.windows).map(([name, w]) => (
            <tr key={name}>
              <td data-label={t("window")}>{word("window", name)}</td><td data-label={t("now")}>{link(w.from, w.through, w.now)}</td><td data-label={t("before")}>{rounded(w.before)}</td><td data-label={t("lastYear")}>{rounded(w.last_year)}</td>
              <td data-label={t("change")}><strong><Ltr>{signed(w.change)}</Ltr></strong></td><td data-label={`${t("interval")} 95%`}><Ltr>{`${signed(w.low)} … ${signed(w.high)}`}</Ltr></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Forecast(props: { casts: Cast[] }) {
  const first = props.casts.filter((cast) => cast.horizon === 1).sort((a, b) => b.mean - a.mean).slice(0, 25);
  if (!first.length) return null;
  const most = Math.max(...first.map((cast) => cast.quantiles["0.95"] ?? cast.mean), 1);
  return (
    <section>
      <h2>{t("forecast")} <small>{first[0]!.month}</small></h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={t("forecast")}>
        <table>
          <thead><tr><th>{t("governorate")}</th><th>{t("value")}</th><th>{t("interval")} 90%</th><th>{t("riseProbability")}</th></tr></thead>
          <tbody>
            {first.map((cast) => (
              <tr key={cast.unit}>
                <td data-label={t("governorate")}><Text>{cast.unit === "all" ? t("all") : admin1Label(cast.unit)}</Text></td><td data-label={t("value")}>{rounded(cast.mean)}</td>
                <td data-label={`${t("interval")} 90%`}><span class="bar" aria-hidden="true"><i style={{ insetInlineStart: `${(100 * (cast.quantiles["0.05"] ?? 0)) / most}%`, inlineSize: `${Math.max(2, (100 * ((cast.quantiles["0.95"] ?? 0) - (cast.quantiles["0.05"] ?? 0))) / most)}%` }} /></span> <Ltr>{`${rounded(cast.quantiles["0.05"])} … ${rounded(cast.quantiles["0.95"])}`}</Ltr></td>
                <td data-label={t("riseProbability")}>{percent(cast.p_up)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const many = (value: string | string[] | undefined): string => (Array.isArray(value) ? value : value ? [value] : []).map(unitLabel).join(language.value === "ar" ? "، " : ", ");

function Told(props: { answer: Answer; casts: Cast[] | null; query: URLSearchParams }) {
  const { answer } = props;
  return (
    <>
      <section class="verdict">
        <h2>{t("verdict")}: <Text>{answer.verdict_label}</Text></h2>
        <p><small>{t("through")} {dayText(answer.through)} · {t("counted")}: {numberText(answer.incidents)}</small></p>
        {!answer.enough_data && <p class="notice">{t("notEnough")}</p>}
        <ul>{answer.why.map((line) => <li key={line}><Text>{withDays(line)}</Text></li>)}</ul>
        <h3>{t("overturned")}</h3>
        <ul>{answer.overturned_by.map((line) => <li key={line}><Text>{withDays(line)}</Text></li>)}</ul>
      </section>
      <section><h2>{t("series")}</h2><Series weeks={answer.series.weeks} counts={answer.series.counts} steps={answer.change_points} /></section>
      <section><h2>{t("change")}</h2><Windows answer={answer} query={props.query} /></section>
      {answer.change_points.length > 0 && (
        <section>
          <h2>{t("changePoints")}</h2>
          <table class="plain"><tbody>{answer.change_points.map((step) => <tr key={step.date}><td>{dayText(step.date)}</td><td><small>{spanText(step.low, step.high)}</small></td><td><Ltr>{`${rounded(step.before)} → ${rounded(step.after)}`}</Ltr></td></tr>)}</tbody></table>
        </section>
      )}
      {answer.alarms.length > 0 && <section><h2>{t("alarms")}</h2><ul>{answer.alarms.map((alarm) => <li key={alarm.week}>{dayText(alarm.week)}{alarm.weeks > 1 ? ` (${numberText(alarm.weeks)} ${t("weeks")})` : ""}: {numberText(alarm.count)} <small>({t("expected")} {rounded(alarm.expected)})</small></li>)}</ul></section>}
      {answer.hotspots.length > 0 && <section><h2>{t("hotspots")}</h2><ul>{answer.hotspots.map((spot, n) => <li key={n}><Text>{many(spot.admin2) || many(spot.admin1)}</Text>: {rounded(spot.observed ?? spot.now)} {spot.expected != null && <small>({t("expected")} {rounded(spot.expected)})</small>}</li>)}</ul></section>}
      {props.casts ? <Forecast casts={props.casts} /> : <p class="notice" role="status">{t("forecast")}: {t("loading")}</p>}
      <section>
        <h2>{t("coverage")}</h2>
        <div class="scroll" tabIndex={0} role="region" aria-label={t("coverage")}><table>
          <thead><tr><th>{t("window")}</th><th>{t("sources")}: {t("now")}</th><th>{t("before")}</th><th>{t("publisher")}</th><th>{t("oneSource")}</th></tr></thead>
          <tbody>{Object.entries(answer.coverage).map(([name, c]) => <tr key={name}><td data-label={t("window")}>{word("window", name)}</td><td data-label={`${t("sources")}: ${t("now")}`}>{c.sources_now}</td><td data-label={t("before")}>{c.sources_before}</td><td data-label={t("publisher")}><Text>{c.top_source}</Text> {percent(c.top_source_share)}</td><td data-label={t("oneSource")}>{percent(c.single_source_share)}</td></tr>)}</tbody>
        </table></div>
      </section>
      {answer.notes.length > 0 && <section><h2>{t("note")}</h2><ul>{answer.notes.map((note) => <li key={note}><Text>{withDays(note)}</Text></li>)}</ul></section>}
    </>
  );
}

interface Refused { error?: { detail?: string } }
const NOT_DATED = /^no incident is dated/;
const ASKED = ["group", "country", "admin1", "as_of"];

export function AssessmentScreen() {
  const { query } = route.value;
  const asked = useMemo(() => new URLSearchParams([...query].filter(([name, value]) => value && ASKED.includes(name))), [query.toString()]);
  // The quick part first; the forecast takes longest and is filled in.
  const quick = useLoaded<Answer>("/assessments", `${asked}&forecast=false&lang=${language.value}`);
  const whole = useLoaded<Answer>("/assessments", `${asked}&lang=${language.value}`);
  const countries = [...new Set(vocabulary.value.admin1.map((unit) => unit.country))].sort();
  const country = query.get("country");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setQuery(Object.fromEntries([...new FormData(event.currentTarget as HTMLFormElement)].map(([name, value]) => [name, name === "group" ? actorNamed(String(value).trim()) : String(value)])), false);
  };
  return (
    <>
      <h1>{t("assessment")}</h1>
      <form class="filters" key={asked.toString()} onSubmit={submit}>
        <label><span>{t("group")}</span><input name="group" list="groups" dir="auto" value={actorLabel(query.get("group") ?? "")} placeholder={t("allGroups")} /></label>
        <datalist id="groups">{Object.keys(vocabulary.value.actors).map((name) => <option key={name} value={actorLabel(name)} />)}</datalist>
        <label><span>{t("country")}</span><select name="country"><option value="">{t("all")}</option>{countries.map((code) => <option key={code} value={code} selected={code === country}>{countryName(code)}</option>)}</select></label>
        <label><span>{t("governorate")}</span>
          <select name="admin1">
            <option value="">{t("all")}</option>
            {vocabulary.value.admin1.filter((unit) => !country || unit.country === country).map((unit) => <option key={unit.country + unit.name} value={unit.name} selected={unit.name === query.get("admin1")}>{admin1Label(unit.name)}</option>)}
          </select>
        </label>
        <label><span>{t("asOf")}</span><input name="as_of" type="date" dir="ltr" value={query.get("as_of") ?? ""} /></label>
        <button class="main">{t("assess")}</button>
      </form>
      <Shown of={quick} refused={(error) => <p class="notice">{NOT_DATED.test(String((error.body as Refused)?.error?.detail)) ? t("notDated") : error.message}</p>}>{(answer) => <Told answer={answer} casts={whole.busy.value ? null : whole.error.value ? [] : (whole.value.value?.forecast ?? [])} query={asked} />}</Shown>
      <Twins path="/assessments" query={asked} />
    </>
  );
}
