// Two languages, one vocabulary; numbers and dates by locale, with Latin digits in both.
import { computed, signal } from "@preact/signals";
import { ar } from "./ar";
import { en } from "./en";

export type Key = keyof typeof en;
export type Words = Record<Key, string>;
export type Language = "ar" | "en";

const WORDS: Record<Language, Words> = { ar, en };
const KEPT = "rasid.language";
// Levantine and Iraqi month names, Latin digits: the region's own usage in print.
const LOCALE: Record<Language, string> = { ar: "ar-SY-u-nu-latn", en: "en-GB" };

function first(): Language {
  const cited = new URLSearchParams(location.search).get("lang");
  const asked = cited ?? localStorage.getItem(KEPT) ?? navigator.language;
  const found = asked.startsWith("en") ? "en" : "ar";
  // A link may name the language; it holds on the pages after it too.
  if (cited) localStorage.setItem(KEPT, found);
  return found;
}

export const language = signal<Language>(first());
export const direction = computed(() => (language.value === "ar" ? "rtl" : "ltr"));
export const t = (key: Key): string => WORDS[language.value][key];

export function setLanguage(to: Language): void {
  localStorage.setItem(KEPT, to);
  const here = new URL(location.href);
  if (here.searchParams.has("lang")) {
    here.searchParams.set("lang", to);
    history.replaceState(history.state, "", here);
  }
  language.value = to;
}

const day = computed(
  () => new Intl.DateTimeFormat(LOCALE[language.value], { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }),
);
const number = computed(() => new Intl.NumberFormat(LOCALE[language.value], { maximumFractionDigits: 1 }));

// Days and ranges are not broken across lines.
const whole = (words: string): string => words.replaceAll(" ", "\u00a0");

export const dayText = (iso: string | null | undefined): string =>
  iso ? whole(day.value.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`))) : t("dateUnknown");
/** One day or the first and the last of several, in as few words as they need: "5 – 9 May 2021". */
export function spanText(start: string | null | undefined, end: string | null | undefined): string {
  if (!start || !end || start.slice(0, 10) === end.slice(0, 10)) return dayText(start ?? end);
  const [first, last] = [start, end].map((iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`)) as [Date, Date];
  if (language.value !== "ar") return whole(day.value.formatRange(first, last));
  // A dash between numbers is read either way in Arabic: words are not.
  const told = day.value.formatRangeToParts(first, last).map(({ type, value }) => (type === "literal" && /[–—-]/.test(value) ? " إلى " : value));
  return whole(`من ${told.join("")}`);
}
/** A sentence with its days as the language writes them, each by itself: the server sets them off as they stand in Latin text. */
export const withDays = (told: string): string => told.replace(/\u2066?\b(\d{4}-\d{2}-\d{2})\b\u2069?/g, (_, iso: string) => `\u2068${dayText(iso)}\u2069`);

/** What a masked copy withholds is said so in the reader's language. */
export const shownText = (words: string): string => (words === "withheld" ? t("withheld") : words);
/** A moment to the minute (or second), as machines write it, in universal time. */
export const momentText = (iso: string, seconds = false): string => iso.slice(0, seconds ? 19 : 16).replace("T", " ");
export const numberText = (n: number): string => number.value.format(n);

/** 3, 3–5, 3 or more, up to 5; "not reported" stays apart from 0. */
export function rangeText(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return t("notReported");
  if (low === high) return numberText(low as number);
  const arabic = language.value === "ar";
  if (high == null) return whole(arabic ? `${numberText(low as number)} فأكثر` : `${numberText(low as number)} or more`);
  if (low == null) return whole(arabic ? `حتى ${numberText(high)}` : `up to ${numberText(high)}`);
  return arabic ? whole(`بين ${numberText(low)} و${numberText(high)}`) : `${numberText(low)}–${numberText(high)}`;
}

/** A change in words: "down 30–40", "up 5"; a sign beside Arabic words would change sides. */
export function changeText(low: number | null, high: number | null): string {
  if (low == null && high == null) return t("notReported");
  const [least, most] = [low ?? high!, high ?? low!];
  if (most <= 0 && least < 0) return `${t("fallBy")} ${rangeText(-most, -least)}`;
  if (least >= 0) return most === 0 ? numberText(0) : `${t("riseBy")} ${rangeText(least, most)}`;
  return `${t("fromFall")} ${numberText(-least)} ${t("toRise")} ${numberText(most)}`;
}

const countries = computed(() => new Intl.DisplayNames([language.value], { type: "region" }));
/** A country's name by its ISO code, as it is where the browser knows none. */
export function countryName(code: string | null): string {
  try {
    return code ? (countries.value.of(code) ?? code) : "";
  } catch {
    return code ?? "";
  }
}
