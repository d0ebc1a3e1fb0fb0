// Downloads of what the filters let through, in every format, with a preview of the rows.
import { session, url, type IncidentRow, type Page } from "../api";
import { language, numberText, t } from "../i18n";
import { word } from "../i18n/codes";
import { Cut, cutQuery, Filters } from "../parts/filters";
import { Shown, useLoaded } from "../parts/load";
import { Preview } from "../parts/preview";
import { route, setQuery } from "../route";

// Formats that are rows of text, and can be shown as they are.
const ROWS = ["csv", "acled", "ucdp"];

interface Format { name: string; title: string }

export function ExportScreen() {
  const formats = useLoaded<{ items: Format[]; data: string[] }>("/exports");
  const query = cutQuery();
  const total = useLoaded<Page<IncidentRow>>("/incidents", `${query}&limit=1&total=true`);
  const chosen = route.value.query.get("format") ?? "csv";
  const open = route.value.query.get("public") === "no" && !session.value?.masked;
  const data = route.value.query.get("data") ?? "";
  const asked = (name: string): boolean => route.value.query.get(name) === "yes";
  const headed = route.value.query.get("headings") === "ar";
  const download = new URLSearchParams([...query, ["public", open ? "false" : "true"], ["lang", language.value], ...(data ? [["data", data]] : []), ...(asked("excel") ? [["excel", "true"]] : []), ...(asked("hxl") ? [["hxl", "true"]] : []), ...(headed ? [["headings", "ar"]] : [])]);
  // The page's twins give what the button does, in the same copy.
  const twins: [string, string][] = [["JSON", chosen === "plover" ? "plover" : "jsonl"], ["CSV", ROWS.includes(chosen) ? chosen : "csv"], ["GeoJSON", "geojson"]];
  const named = (one: string): string => (one === "rasid" ? t("ownData") : one === "all" ? t("allData") : one);
  const flag = (name: "excel" | "hxl") => (
    <label><input type="checkbox" checked={asked(name)} onChange={(e) => setQuery({ [name]: e.currentTarget.checked ? "yes" : "" })} /> {t(name)}</label>
  );
  return (
    <>
      <h1>{t("export")}</h1>
      <Filters />
      <Cut />
      <Shown of={formats}>
        {({ items, data: sets }) => (
          <>
          <fieldset class="formats">
            <legend>{t("format")}</legend>
            {items.map((format) => (
              <label key={format.name}><input type="radio" name="format" checked={format.name === chosen} onChange={() => setQuery({ format: format.name }, true)} /> <span>{word("format", format.name) === format.name ? format.title : word("format", format.name)}</span></label>
            ))}
          </fieldset>
          {sets.length > 1 && (
            <p><label>{t("dataSet")} <select value={data || "rasid"} onChange={(e) => setQuery({ data: e.currentTarget.value === "rasid" ? "" : e.currentTarget.value })}>{sets.map((one) => <option key={one} value={one}>{named(one)}</option>)}</select></label></p>
          )}
          </>
        )}
      </Shown>
      <div class="choices">
        {ROWS.includes(chosen) && flag("excel")}
        {["csv", "xlsx"].includes(chosen) && flag("hxl")}
        {["csv", "xlsx"].includes(chosen) && <label><input type="checkbox" checked={headed} onChange={(e) => setQuery({ headings: e.currentTarget.checked ? "ar" : "" })} /> {t("arabicHeadings")}</label>}
        <label><input type="checkbox" checked={!open} disabled={session.value?.masked ?? true} onChange={(e) => setQuery({ public: e.currentTarget.checked ? "" : "no" })} /> {t("publicCopy")}</label>
      </div>
      <p>
        <a class="button main" href={url(`/exports/${chosen}`, download)} download>{t("download")}</a>{" "}
        {!data && !total.busy.value && total.value.value && <span>{t("rows")}: {numberText(total.value.value.total ?? 0)}</span>}
      </p>
      <p role="status"><small>{t(open ? "copyWhole" : "copyMasked")}</small></p>
      <h2>{t("previewRows")}</h2>
      {!ROWS.includes(chosen) && <p><small>{t("noPreview")}</small></p>}
      <Preview format={ROWS.includes(chosen) ? chosen : "csv"} query={download} />
      <p class="twins">{twins.map(([label, name]) => <a key={label} href={url(`/exports/${name}`, download)} download><bdi>{label.toUpperCase()}</bdi></a>)}</p>
    </>
  );
}
