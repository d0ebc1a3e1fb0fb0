// The form that corrects an incident: only what differs from before is a decision.
import { useEffect, useRef, useState } from "preact/hooks";
import { admin1Label, get, typeLabel, vocabulary, type IncidentRecord, type Page } from "../api";
import { countryName, language, numberText, t } from "../i18n";
import { options, word } from "../i18n/codes";
import { placeReason } from "../i18n/sentences";
import { Text } from "./marks";
import { inRow, placeText, radiusText } from "./rows";
import { Typed } from "./typed";

export interface Candidate { kind?: string; precision?: string; place_id: string; choice?: string; name: string; name_ar?: string | null; admin1: string | null; country: string | null; radius_km?: number | null; score: number; reason: string }

const candidateText = (place: Candidate): string => {
  const name = (language.value === "ar" && place.name_ar) || place.name;
  // Town, district and governorate of one name lie in one list.
  const area = word("area", place.kind);
  const what = area && area !== place.kind ? area : place.precision && word("place", place.precision);
  return inRow([what ? `${name} (${what})` : name, place.name === place.admin1 ? null : admin1Label(place.admin1), countryName(place.country)]);
};

export function EditForm(props: { doubt: { incident: IncidentRecord; places: Candidate[] }; done: (fields: Record<string, string>) => void; cancel: () => void }) {
  const { incident, places } = props.doubt;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget as HTMLFormElement)].map(([name, value]) => [name, String(value)] as [string, string]);
    // Only what differs is a decision; a toll and a date are each decided whole.
    const whole = (name: string): string => name.split("_")[0]!;
    const differing = new Set(given.filter(([name, value]) => value !== before[name]).map(([name]) => whole(name)));
    props.done(Object.fromEntries(given.filter(([name]) => name === "reason" || differing.has(whole(name)))));
  };
  const toll = (name: "killed" | "injured", part: "low" | "best" | "high"): string => String(incident[name]?.[part] ?? "");
  const before: Record<string, string> = {
    date_start: incident.date.start ?? "", date_precision: incident.date.precision, type: incident.type, place_id: "",
    ...Object.fromEntries((["killed", "injured"] as const).flatMap((name) => (["low", "best", "high"] as const).map((part) => [`${name}_${part}`, toll(name, part)]))),
  };
  // Defaults: what was typed stays while the form is drawn anew, as after a refusal.
  return (
    <form class="edit" onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && props.cancel()}>
      <label><span>{t("date")}</span><input ref={first} name="date_start" type="date" dir="ltr" defaultValue={before.date_start} /></label>
      <label><span>{t("precision")}</span><select name="date_precision">{options("date").map(([code, label]) => <option key={code} value={code} selected={code === before.date_precision}>{label}</option>)}</select></label>
      <label><span>{t("type")}</span><select name="type">{vocabulary.value.event_types.map((type) => <option key={type.code} value={type.code} selected={type.code === incident.type}>{typeLabel(type.code)}</option>)}</select></label>
      {(["killed", "injured"] as const).map((name) => (
        <fieldset key={name}>
          <legend>{t(name)}</legend>
          {(["low", "best", "high"] as const).map((part) => <label key={part}><span>{t(part)}</span><input name={`${name}_${part}`} type="number" min="0" dir="ltr" defaultValue={before[`${name}_${part}`]} /></label>)}
        </fieldset>
      ))}
      <fieldset class="places">
        <legend>{t("candidates")}</legend>
        <label><input type="radio" name="place_id" value="" defaultChecked /> {placeText(incident.place)}</label>
        {places.map((place) => (
          <label key={place.place_id}>
            <input type="radio" name="place_id" value={place.place_id} /> {candidateText(place)}
            <small> {t("score")} {numberText(place.score)} · <Text>{placeReason(place.reason)}</Text></small>
          </label>
        ))}
        <PlaceSearch />
      </fieldset>
      <label class="wide"><span>{t("reason")}</span><input name="reason" dir="auto" /></label>
      <p><button class="main">{t("save")}</button> <button type="button" onClick={props.cancel}>{t("cancel")}</button></p>
    </form>
  );
}

/** Any place, found by its name or as a text says it ("30 km south of Raqqa"). */
function PlaceSearch() {
  const [found, setFound] = useState<Candidate[]>([]);
  const stop = useRef(new AbortController());
  const look = async (asked: string): Promise<void> => {
    stop.current.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    const page = asked ? await get<Page<Candidate>>("/places", { q: asked }, signal).catch(() => null) : null;
    if (!signal.aborted) setFound(page?.items.slice(0, 8) ?? []);
  };
  return (
    <>
      <label><span>{t("search")}</span><Typed words="" onWords={(asked) => void look(asked)} /></label>
      {found.map((place) => (
        <label key={place.choice}>
          <input type="radio" name="place_id" value={place.choice} /> {candidateText(place)}
          <small> {place.radius_km != null && <><bdi>{radiusText(place.radius_km)}</bdi> · </>}<Text>{placeReason(place.reason)}</Text></small>
        </label>
      ))}
    </>
  );
}
