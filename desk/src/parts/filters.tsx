// Filters over incidents; they stand in the address, so that a view can be cited.
import { useEffect, useMemo, useState } from "preact/hooks";
import { actorLabel, actorNamed, admin1Label, classLabel, session, vocabulary } from "../api";
import { countryName, language, numberText, t } from "../i18n";
import { options, word } from "../i18n/codes";
import { address, route, setQuery } from "../route";
import { boxOf, boxText } from "./days";
import { DayInput } from "./dayinput";
import { Typed } from "./typed";

export const FILTERS = [
  "date_from", "date_to", "country", "admin1", "class", "actor", "precision", "min_sources", "grade", "review", "disagreement",
] as const;

// Narrower windows show what is filtered before the filters.
const NARROW = 700;

/** The part of the address that filters incidents. */
export function filterQuery(): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const value = route.value.query.get(name);
    if (value) kept.set(name, value);
  }
  return kept;
}

/** The same, with the part of the map that the address names; a masked copy cannot be cut so. */
export function cutQuery(): URLSearchParams {
  const kept = filterQuery(), box = boxOf(route.value.query.get("bbox"));
  if (box && !session.value?.masked) kept.set("bbox", boxText(box));
  return kept;
}

/** Says that a list is cut to a part of the map, and leads back to it and out of it. */
export function Cut() {
  if (!cutQuery().has("bbox")) return null;
  return (
    <p class="notice">
      {t("cutToView")} <a href={address("map", "", route.value.query)}>{t("showOnMap")}</a>{" "}
      <button onClick={() => setQuery({ bbox: "" })}>{t("wholeMap")}</button>
    </p>
  );
}

const changed = (name: string) => (event: Event) =>
  setQuery({ [name]: (event.currentTarget as HTMLInputElement | HTMLSelectElement).value });

function Choice(props: { name: string; label: string; options: [string, string][] }) {
  return (
    <label>
      <span>{props.label}</span>
      <select value={route.value.query.get(props.name) ?? ""} onChange={changed(props.name)}>
        <option value="">{t("all")}</option>
        {props.options.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </select>
    </label>
  );
}

const changedActor = (words: string, again: boolean) => setQuery({ actor: actorNamed(words) }, again);

function Day(props: { name: string; label: string }) {
  return (
    <label>
      <span>{props.label}</span>
      <DayInput day={route.value.query.get(props.name) ?? ""} onDay={(day, again) => setQuery({ [props.name]: day }, again)} />
    </label>
  );
}

/** Long lists of choices wait until nothing else is to be drawn: hundreds of names cost the first view. */
function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    // Not every browser tells when it is idle.
    if (!("requestIdleCallback" in window)) {
      const wait = setTimeout(() => setLater(true), 500);
      return () => clearTimeout(wait);
    }
    const wait = requestIdleCallback(() => setLater(true), { timeout: 1500 });
    return () => cancelIdleCallback(wait);
  }, []);
  return later;
}

export function Filters() {
  const later = useLater();
  const country = route.value.query.get("country");
  const admin1 = route.value.query.get("admin1");
  // Long lists of choices are made anew only when they differ: brushing must not wait for them.
  const words = [language.value, vocabulary.value];
  const actors = useMemo(() => later && <datalist id="actors">{Object.keys(vocabulary.value.actors).map((name) => <option key={name} value={actorLabel(name)} />)}</datalist>, [...words, later]);
  const countries = useMemo(() => {
    const codes = [...new Set(vocabulary.value.admin1.map((unit) => unit.country))];
    const named = codes.map((code) => [code, countryName(code)] as [string, string]).sort((a, b) => a[1].localeCompare(b[1], language.value));
    return <Choice name="country" label={t("country")} options={named} />;
  }, [...words, country]);
  const units = useMemo(() => {
    const collator = new Intl.Collator(language.value);
    const label = (name: string): string => admin1Label(name) ?? name;
    const within = vocabulary.value.admin1.filter((unit) => (later || unit.name === admin1) && (!country || unit.country === country));
    const codes = [...new Set(within.map((unit) => unit.country))].sort((a, b) => collator.compare(countryName(a), countryName(b)));
    return (
      <label>
        <span>{t("governorate")}</span>
        <select value={admin1 ?? ""} onChange={changed("admin1")}>
          <option value="">{t("all")}</option>
          {codes.map((code) => (
            <optgroup key={code} label={countryName(code)}>
              {within.filter((unit) => unit.country === code).sort((a, b) => collator.compare(label(a.name), label(b.name))).map((unit) => <option key={unit.name} value={unit.name}>{label(unit.name)}</option>)}
            </optgroup>
          ))}
        </select>
      </label>
    );
  }, [...words, country, admin1, later]);
  const set = [...filterQuery().keys()].length;
  return (
    <details class="fold" open={window.innerWidth > NARROW}>
      <summary>{t("filters")}{set > 0 && ` (${numberText(set)})`}</summary>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <Day name="date_from" label={t("from")} />
        <Day name="date_to" label={t("to")} />
        {countries}
        {units}
        <Choice name="class" label={t("type")} options={vocabulary.value.classes.map((entry) => [entry.code, classLabel(entry.code)])} />
        <label class="actor"><span>{t("actor")}</span><Typed list="actors" words={actorLabel(route.value.query.get("actor") ?? "")} onWords={changedActor} /></label>
        <Choice name="precision" label={`${t("precision")} (${t("atLeast")})`} options={["site", "town", "district", "governorate"].map((p) => [p, word("place", p)])} />
        <Choice name="min_sources" label={`${t("sources")} (${t("atLeast")})`} options={["2", "3", "5"].map((n) => [n, n])} />
        <Choice name="grade" label={t("grade")} options={options("grade")} />
        <Choice name="review" label={t("reviewStatus")} options={options("review")} />
        <Choice name="disagreement" label={t("disagreement")} options={[["true", t("yes")]]} />
        {actors}
        {set > 0 && <button type="button" onClick={() => setQuery(Object.fromEntries(FILTERS.map((name) => [name, ""])))}>{t("clear")}</button>}
      </form>
    </details>
  );
}
