// The server's answers, typed; errors are shown in the reader's language as the server words them.
import { computed, signal } from "@preact/signals";
import { language, shownText, t } from "./i18n";
import { refusal } from "./i18n/sentences";

const API = "/api/v1";

export interface Session { name: string; role: string; masked: boolean; accounts: boolean; csrf: string }
export interface Page<T> { items: T[]; next: string | null; total?: number }
export interface Range { low: number | null; high: number | null }
export interface Toll extends Range { best: number | null; rule: string }
export interface DateRange { start: string | null; end: string | null; precision: string }
export interface Place {
  text: string; name: string; admin1: string | null; admin2: string | null; country: string | null;
  precision: string; lat: number | null; lon: number | null; radius_km: number | null;
}
export interface Party { actor: string; actor_id: string; text?: string }
export interface EventRecord {
  id: string; type: string; evidence: string; evidence_span: [number, number] | null; trigger: string;
  trigger_span: [number, number] | null; modality: string; specific: boolean; background: boolean;
  date: DateRange; place: Place | null; initiators: Party[]; targets: Party[];
  killed: Range | null; injured: Range | null; detained: Range | null;
  sources: { text: string; kind: string }[]; confidence: number;
  why?: { field: string; rule: string; weight: number | null; detail: string; rivals: string[] }[];
}
export interface ClaimRecord {
  id: string; speaker: string; speaker_span: [number, number] | null; speaker_kind: string; anonymous: boolean;
  at_risk: boolean; quote: string; quote_span: [number, number] | null; kind: string; hedge: string | null;
  conflicts_with: string[]; confidence: number;
}
export interface FigureRecord {
  id: string; quote: string; quote_span: [number, number] | null; low: number | null; high: number | null;
  unit: string; measure: string; subject: string | null; place: Place | null; period: DateRange | null;
  direction: string | null; attributed_to: string | null;
}
export interface IndicatorRecord {
  id: string; quote: string; quote_span: [number, number] | null; kind: string; direction: string;
  subject: string | null; place: Place | null; speaker: string | null; conflicts_with: string[];
}
export interface Reading {
  events: EventRecord[]; claims: ClaimRecord[]; figures: FigureRecord[]; indicators: IndicatorRecord[]; notes: string[];
}
export interface DocumentLine {
  doc_id: string; title: string; publisher: string | null; url: string | null; language: string;
  published: string | null; published_status: string; published_reason: string;
}
export interface DocumentRecord extends DocumentLine {
  text: string; zones: [number, number, string][]; reading: Reading | null;
}
export type InArticle<T> = T & { doc_id: string; title: string; publisher: string | null; published: string | null };
export interface IncidentRow {
  incident_id: string; date_start: string | null; date_end: string | null; date_precision: string;
  event_type: string | null; sub_event_type: string; country: string | null; admin1: string | null;
  admin2: string | null; place: string | null; place_as_written: string | null; place_precision: string; lat: number | null; lon: number | null;
  radius_km: number | null; initiators: string; targets: string; killed_low: number | null;
  killed_best: number | null; killed_high: number | null; injured_low: number | null; injured_best: number | null;
  injured_high: number | null; sources: number; reports: number; publishers: string; first_seen: string | null;
  last_seen: string | null; grade: string; disagreement: string; review: string; withdrawn: boolean;
}
export interface Report { doc_id: string; key?: string; title?: string; publisher: string | null; published: string | null; origin: string; event: EventRecord }
export interface Change { at: string; kind: string; doc_ids: string[]; field: string; before: unknown; after: unknown }
export interface IncidentRecord {
  incident_id: string; type: string; date: DateRange; place: Place | null; initiators: Party[]; targets: Party[];
  killed: Toll | null; injured: Toll | null; detained: Range | null; sources: number; first_seen: string | null;
  last_seen: string | null; first_reported_by: string | null; grade: string; grade_reason: string;
  conflicts: { field: string; values: { value: string; doc_ids: string[] }[] }[]; review: string; withdrawn: boolean;
  reports: Report[]; history?: Change[];
}
/** Columns of equal length, one entry an incident: small on the wire, quick to filter. */
export interface Points {
  id: string[]; type: string[]; start: (string | null)[]; end: (string | null)[]; lat: (number | null)[];
  lon: (number | null)[]; radius: (number | null)[]; precision: string[]; killed: (number | null)[]; killed_low: (number | null)[]; killed_high: (number | null)[]; place: (string | null)[]; place_ar: (string | null)[];
  admin1: (string | null)[]; country: (string | null)[]; sources: number[]; grade: string[];
}
export interface TypeWord { code: string; event_type: string; label: { en: string; ar: string } }
export interface Vocabulary {
  event_types: TypeWord[];
  classes: { code: string; label: { en: string; ar: string } }[];
  actors: Record<string, string>;
  admin1: { name: string; name_ar: string; country: string; lat: number; lon: number }[];
  /** Arabic names of districts by their own. */
  districts: Record<string, string>;
}

export class ApiError extends Error {
  constructor(readonly status: number, message: string, readonly body: unknown = null) {
    super(message);
  }
}

export const session = signal<Session | null>(null);
export const vocabulary = signal<Vocabulary>({ event_types: [], classes: [], actors: {}, admin1: [], districts: {} });

export function url(path: string, query: Record<string, string | undefined> | URLSearchParams = {}): string {
  const params = query instanceof URLSearchParams ? new URLSearchParams(query) : new URLSearchParams();
  if (!(query instanceof URLSearchParams)) for (const [k, v] of Object.entries(query)) if (v) params.set(k, v);
  const text = params.toString();
  return `${API}${path}${text ? `?${text}` : ""}`;
}

async function answer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    const error = body?.error;
    throw new ApiError(response.status, error ? [error.message, refusal(error.detail ?? ""), refusal(error.hint ?? "")].filter(Boolean).join(" · ") : response.statusText, body);
  }
  return body as T;
}

const ask = (asked: string, stop?: AbortSignal): Promise<Response> =>
  fetch(asked, { headers: { "Accept-Language": language.value }, ...(stop ? { signal: stop } : {}) });

// What was asked for before the screen that shows it was there; each answer is taken once.
const early = new Map<string, Promise<Response | null>>();

/** Ask now for what a screen will `get` in a moment. */
export function askEarly(path: string, query: URLSearchParams): void {
  const asked = url(path, query);
  early.set(asked, ask(asked).then((response) => (response.ok ? response : null)).catch(() => null));
}

export async function get<T>(path: string, query?: Record<string, string | undefined> | URLSearchParams, stop?: AbortSignal): Promise<T> {
  const asked = url(path, query);
  const there = await early.get(asked);
  early.delete(asked);
  stop?.throwIfAborted();
  return answer<T>(there ?? (await ask(asked, stop)));
}

/** A write whose token is of another session (the server began anew) is tried once more. */
export async function send<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
  try {
    return await sendOnce<T>(method, path, body);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) throw error;
    session.value = await get<Session>("/session");
    return sendOnce<T>(method, path, body);
  }
}

async function sendOnce<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { "Accept-Language": language.value, "X-Rasid-Csrf": session.value?.csrf ?? "" };
  if (!form) headers["Content-Type"] = "application/json";
  return answer<T>(await fetch(url(path), { method, headers, ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }) }));
}

export async function loadSession(): Promise<void> {
  const words = get<Vocabulary>("/vocabulary").catch(() => null);
  const found = await get<Session>("/session");
  // The words come first, so that no screen is drawn with bare codes.
  if (found.role !== "nobody") vocabulary.value = (await words) ?? (await get<Vocabulary>("/vocabulary"));
  session.value = found;
}

const types = computed(() => new Map(vocabulary.value.event_types.map((type) => [type.code, type])));
export const typeLabel = (code: string): string => types.value.get(code)?.label[language.value] ?? code;
export const classOf = (code: string): string => types.value.get(code)?.event_type ?? "strategic";
export const classLabel = (code: string): string =>
  vocabulary.value.classes.find((entry) => entry.code === code)?.label[language.value] ?? code;
const arabicUnits = computed(() => new Map([...vocabulary.value.admin1].reverse().map((unit) => [unit.name, unit.name_ar])));
export const admin1Label = (name: string | null): string | null => (name && language.value === "ar" ? (arabicUnits.value.get(name) ?? name) : name);

/** A district's or governorate's name in the reader's language. */
export const unitLabel = (name: string): string => (language.value === "ar" && vocabulary.value.districts[name]) || (admin1Label(name) ?? name);

/** An actor's neutral name in the reader's language; names of no known actor stay as they are. */
export const actorLabel = (name: string): string => (language.value === "ar" && vocabulary.value.actors[name]) || shownText(name);
/** The actor that a reader's word names: its own name where it is one of ours in Arabic, else the word. */
export const actorNamed = (word: string): string => Object.entries(vocabulary.value.actors).find(([, arabic]) => arabic === word)?.[0] ?? word;
export const actorList = (names: string[]): string => names.map(actorLabel).join(language.value === "ar" ? "، " : ", ") || t("unknown");
/** Who to whom, in the direction of reading. */
export const sides = (initiators: string[], targets: string[]): string =>
  `\u2068${actorList(initiators)}\u2069 ${language.value === "ar" ? "←" : "→"} \u2068${actorList(targets)}\u2069`;
export const listed = (joined: string): string[] => joined.split("; ").filter(Boolean);
