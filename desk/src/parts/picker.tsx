// Choosing another incident to merge with: by words and days, the nearest in time and place first.
import { useRef, useState } from "preact/hooks";
import type { IncidentRow, Page } from "../api";
import { numberText, rangeText, spanText, t } from "../i18n";
import { counted } from "../i18n/counts";
import { DayInput } from "./dayinput";
import { Shown, useLoaded } from "./load";
import { Text, TypeName } from "./marks";
import { kmText, rowPlace } from "./rows";
import { Typed } from "./typed";

type Other = IncidentRow & { days_apart: number | null; km_apart: number | null };

/** How far apart, in the words of the page; what is not known is left out. */
const apart = ({ days_apart: days, km_apart: km }: Other): string =>
  [days == null ? "" : days === 0 ? t("sameDays") : counted(days, "apart"), km == null ? "" : kmText(km)].filter(Boolean).join(" · ");

export function Picker(props: { id: string; onPick: (id: string) => void; cancel: () => void }) {
  const [asked, setAsked] = useState({ q: "", date_from: "", date_to: "" });
  const holder = useRef<HTMLElement>(null);
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  const found = useLoaded<Page<Other>>(`/review/incidents/${encodeURIComponent(props.id)}/others`, query.toString());
  const set = (name: keyof typeof asked) => (value: string): void => setAsked((before) => ({ ...before, [name]: value }));
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") return props.cancel();
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const choices = [...(holder.current?.querySelectorAll<HTMLButtonElement>("button.choice") ?? [])];
    if (!by || !choices.length || (event.target as Element).matches("input[type=date]")) return;
    event.preventDefault();
    const at = choices.indexOf(document.activeElement as HTMLButtonElement) + by;
    if (at < 0) holder.current?.querySelector<HTMLInputElement>("input[type=search]")?.focus();
    else choices[Math.min(at, choices.length - 1)]!.focus();
  };
  return (
    <section ref={holder} class="picker" aria-label={t("pickOther")} onKeyDown={onKey}>
      <h2>{t("pickOther")} <small>{t("pickHint")}</small></h2>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label class="wide"><span>{t("pickWords")}</span><Typed words={asked.q} onWords={set("q")} focused /></label>
        <label><span>{t("from")}</span><DayInput day={asked.date_from} onDay={set("date_from")} /></label>
        <label><span>{t("to")}</span><DayInput day={asked.date_to} onDay={set("date_to")} /></label>
        <button type="button" onClick={props.cancel}>{t("cancel")} <kbd>Esc</kbd></button>
      </form>
      <Shown of={found}>
        {(page) =>
          page.items.length ? (
            <ul class="cards choices-of">
              {page.items.map((other) => (
                <li key={other.incident_id}>
                  <button type="button" class="choice" onClick={() => props.onPick(other.incident_id)}>
                    <span><TypeName code={other.sub_event_type} /> · {spanText(other.date_start, other.date_end)} · {rowPlace(other)}</span>
                    <small>{t("killed")}: {rangeText(other.killed_low, other.killed_high)} · {t("sources")}: {numberText(other.sources)}{apart(other) && ` · ${apart(other)}`} · <Text>{other.publishers}</Text> · <bdi dir="ltr">{other.incident_id}</bdi></small>
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            <p class="notice">{t("noOther")}</p>
          )
        }
      </Shown>
    </section>
  );
}
