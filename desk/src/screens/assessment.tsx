// Fading or coming back: the verdict with its series, change points, forecast and coverage.
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { admin1Label, vocabulary } from "../api";
import { dayText, language, numberText, t } from "../i18n";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { route, setQuery } from "../route";

interface Window_ { now: number; before: number; same_weeks_last_year: number | null; change_percent: number | null; low: number | null; high: number | null; probability_of_decline: number | null }
interface Step { date: string; low: string; high: string; level_before: number; level_after: number }
interface Cast { unit: string; horizon: number; mean: number; quantiles: Record<string, number>; p_up: number | null }
interface Answer {
  verdict: string; why: string | string[]; overturned_by: string | string[]; enough_data: boolean;
  windows: Record<string, Window_>; change_points: Step[]; forecast: Cast[] | { units?: Cast[] };
  hotspots: unknown[]; coverage: Record<string, unknown>; series?: { weeks: string[]; counts: number[] };
}

const lines = (text: string | string[] | undefined): string[] => (Array.isArray(text) ? text : text ? [text] : []);
const rounded = (n: number | null | undefined): string => (n == null ? "–" : numberText(Math.round(n * 10) / 10));

function Series(props: { weeks: string[]; counts: number[]; steps: Step[] }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current || !props.weeks.length) return;
    const xs = props.weeks.map((week) => Date.parse(week) / 1000);
    const plot = new uPlot(
      {
        width: holder.current.clientWidth, height: 220, legend: { show: false },
        scales: { x: { time: true, dir: language.value === "ar" ? -1 : 1 } },
        axes: [{ stroke: "#333", grid: { show: false } }, { stroke: "#333", side: language.value === "ar" ? 1 : 3, grid: { stroke: "#e3e0d8" } }],
        series: [{}, { stroke: "#1d4e5f", fill: "#1d4e5f33", width: 1.5 }],
        hooks: {
          draw: [
            (u) => {
              const { ctx, bbox } = u;
              ctx.save();
              ctx.strokeStyle = "#d86018";
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
      [xs, props.counts], holder.current,
    );
    return () => plot.destroy();
  }, [props.weeks, props.counts, language.value]);
  return <div class="timeline tall" ref={holder} role="img" aria-label={t("series")} />;
}

function Told(props: { answer: Answer }) {
  const { answer } = props;
  const casts = Array.isArray(answer.forecast) ? answer.forecast : (answer.forecast?.units ?? []);
  return (
    <>
      <section class="verdict">
        <h2>{t("verdict")}: <bdi>{answer.verdict.replaceAll("_", " ")}</bdi></h2>
        {!answer.enough_data && <p class="notice">{t("notEnough")}</p>}
        <ul>{lines(answer.why).map((line) => <li key={line}><Text>{line}</Text></li>)}</ul>
        <h3>{t("overturned")}</h3>
        <ul>{lines(answer.overturned_by).map((line) => <li key={line}><Text>{line}</Text></li>)}</ul>
      </section>
      {answer.series && <section><h2>{t("series")}</h2><Series weeks={answer.series.weeks} counts={answer.series.counts} steps={answer.change_points} /></section>}
      <section>
        <h2>{t("change")}</h2>
        <table>
          <thead><tr><th>{t("window")}</th><th>{t("now")}</th><th>{t("before")}</th><th>{t("change")} %</th><th>{t("interval")}</th></tr></thead>
          <tbody>{Object.entries(answer.windows ?? {}).map(([name, w]) => <tr key={name}><td>{name}</td><td>{rounded(w.now)}</td><td>{rounded(w.before)}</td><td>{rounded(w.change_percent)}</td><td><bdi dir="ltr">{rounded(w.low)} … {rounded(w.high)}</bdi></td></tr>)}</tbody>
        </table>
      </section>
      {answer.change_points?.length > 0 && (
        <section>
          <h2>{t("changePoints")}</h2>
          <table><tbody>{answer.change_points.map((step) => <tr key={step.date}><td>{dayText(step.date)}</td><td><small>{dayText(step.low)} – {dayText(step.high)}</small></td><td>{rounded(step.level_before)} → {rounded(step.level_after)}</td></tr>)}</tbody></table>
        </section>
      )}
      {casts.length > 0 && (
        <section>
          <h2>{t("forecast")}</h2>
          <table>
            <thead><tr><th>{t("governorate")}</th><th>{t("horizonMonths")}</th><th>{t("value")}</th><th>{t("interval")}</th></tr></thead>
            <tbody>{casts.map((cast) => <tr key={`${cast.unit}${cast.horizon}`}><td><Text>{cast.unit}</Text></td><td>{cast.horizon}</td><td>{rounded(cast.mean)}</td><td><bdi dir="ltr">{rounded(cast.quantiles?.["0.05"])} … {rounded(cast.quantiles?.["0.95"])}</bdi></td></tr>)}</tbody>
          </table>
        </section>
      )}
    </>
  );
}

export function AssessmentScreen() {
  const { query } = route.value;
  const group = query.get("group") ?? "Islamic State";
  const asked = new URLSearchParams([...query].filter(([name]) => ["country", "admin1", "as_of"].includes(name)));
  asked.set("group", group);
  const loaded = useLoaded<Answer>("/assessments", asked.toString());
  return (
    <>
      <h1>{t("assessment")}</h1>
      <form class="filters" onSubmit={(event) => { event.preventDefault(); const given = new FormData(event.currentTarget); setQuery(Object.fromEntries([...given].map(([name, value]) => [name, String(value)])), false); }}>
        <label><span>{t("group")}</span><input name="group" dir="auto" value={group} /></label>
        <label><span>{t("governorate")}</span>
          <select name="admin1" value={query.get("admin1") ?? ""}>
            <option value="">{t("all")}</option>
            {vocabulary.value.admin1.map((unit) => <option key={unit.country + unit.name} value={unit.name}>{admin1Label(unit.name)}</option>)}
          </select>
        </label>
        <label><span>{t("asOf")}</span><input name="as_of" type="date" dir="ltr" value={query.get("as_of") ?? ""} /></label>
        <button class="main">{t("assess")}</button>
      </form>
      <Shown of={loaded}>{(answer) => <Told answer={answer} />}</Shown>
      <Twins path="/assessments" query={asked} only={["json"]} />
    </>
  );
}
