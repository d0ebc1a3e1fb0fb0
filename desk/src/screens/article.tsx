// One article: its text with evidence marked, records beside it, each leading to the other.
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { actorLabel, send, session, typeLabel, type DocumentLine, type DocumentRecord, type EventRecord, type Page } from "../api";
import { dayText, t, type Key } from "../i18n";
import { word } from "../i18n/codes";
import { features } from "../i18n/features";
import { publishedReason, ruleReason } from "../i18n/sentences";
import { isTyping, letter } from "../parts/keys";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { ClaimCard, EventCard, FigureCard, IndicatorCard } from "../parts/rows";
import { address, go, route, setQuery } from "../route";

/** Chooses a record; `move` takes the keyboard to its card too. */
type Lead = (id: string, move?: boolean) => void;
// Wide enough for cards beside the text.
const BESIDE = "(min-width: 901px)";

interface Span { start: number; end: number; kind: string; id: string }

function spansOf(document: DocumentRecord): Span[] {
  const reading = document.reading;
  if (!reading) return [];
  const spans: Span[] = [];
  const add = (span: [number, number] | null, kind: string, id: string): void => {
    if (span) spans.push({ start: span[0], end: span[1], kind, id });
  };
  reading.events.forEach((e) => { add(e.evidence_span, "event", e.id); add(e.trigger_span, "trigger", e.id); });
  reading.claims.forEach((c) => { add(c.quote_span, "claim", c.id); add(c.speaker_span, "speaker", c.id); });
  reading.figures.forEach((f) => add(f.quote_span, "figure", f.id));
  reading.indicators.forEach((i) => add(i.quote_span, "indicator", i.id));
  return spans;
}

const KIND_WORDS: Record<string, Key> = { event: "event", trigger: "event", claim: "claim", speaker: "speaker", figure: "figure", indicator: "indicator" };
const wordsOf = (id: string): string => `words-${id}`;

/** Offsets count code points; the browser counts UTF-16, so the text is cut as code points. */
function Marked(props: { document: DocumentRecord; focus: string; over: string[]; onFocus: Lead; onOver: (ids: string[]) => void }) {
  const { document, focus } = props;
  const pieces = useMemo(() => {
    const points = Array.from(document.text);
    const spans = spansOf(document);
    const cuts = [...new Set([0, points.length, ...spans.flatMap((s) => [s.start, s.end]), ...document.zones.flatMap((z) => [z[0], z[1]])])].sort((a, b) => a - b);
    return cuts.slice(0, -1).map((start, n) => {
      const end = cuts[n + 1]!;
      return {
        start,
        words: points.slice(start, end).join(""),
        spans: spans.filter((s) => s.start <= start && end <= s.end),
        zone: document.zones.find((z) => z[0] <= start && end <= z[1])?.[2] ?? "body",
      };
    });
  }, [document]);
  // The first words of each record are reached by the keyboard: of an event what tells it, of a claim what is claimed.
  const begun = useMemo(() => {
    const first = new Map<string, number>();
    const chief = spansOf(document).filter((span) => !["event", "speaker"].includes(span.kind));
    for (const span of [...chief, ...spansOf(document)]) if (!first.has(span.id)) first.set(span.id, span.start);
    return first;
  }, [document]);
  const focused = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // Cards that scroll beside the text follow it; below it they stay, so that the sentence is what is seen.
    if (window.matchMedia(BESIDE).matches) window.document.getElementById(`card-${focus}`)?.scrollIntoView({ block: "nearest" });
    focused.current?.scrollIntoView({ block: "center", behavior: "auto" });
  }, [focus, document]);
  let first = true;
  return (
    <div class="text" dir={document.language === "en" ? "ltr" : "rtl"} lang={document.language}>
      {pieces.map((piece) => {
        const quiet = ["menu", "teaser", "repeat", "caption", "byline"].includes(piece.zone);
        if (!piece.spans.length) return <span key={piece.start} class={quiet ? "quiet" : undefined}>{piece.words}</span>;
        const ids = [...new Set(piece.spans.map((s) => s.id))];
        const on = ids.includes(focus) || ids.some((id) => props.over.includes(id));
        const ref = ids.includes(focus) && first ? ((first = false), focused) : undefined;
        // Where several records share words, each press leads to the next of them.
        const next = ids.includes(focus) ? ids[(ids.indexOf(focus) + 1) % ids.length]! : ids.at(-1)!;
        const begins = ids.filter((id) => begun.get(id) === piece.start);
        return (
          <mark
            key={piece.start} {...(ref ? { ref } : {})}
            {...(begins.length ? { id: wordsOf(begins.at(-1)!), tabIndex: 0, role: "button", "aria-controls": begins.map((id) => `card-${id}`).join(" "), onFocus: () => props.onOver(ids), onBlur: () => props.onOver([]), onKeyDown: (event: KeyboardEvent) => ["Enter", " "].includes(event.key) && (event.preventDefault(), props.onFocus(next, true)) } : {})}
            class={[...new Set(piece.spans.map((s) => `span-${s.kind}`)), on ? "on" : ""].join(" ")}
            title={[...new Set(piece.spans.map((s) => t(KIND_WORDS[s.kind]!)))].join(" · ")}
            data-ids={ids.join(" ")}
            onMouseEnter={() => props.onOver(ids)}
            onMouseLeave={() => props.onOver([])}
            onClick={() => props.onFocus(next)}
          >
            {piece.words}
          </mark>
        );
      })}
    </div>
  );
}

/** Words of the text, "words: actor" pairs by the actors' names, or what the model weighed. */
function Detail(props: { field: string; words: string }) {
  const weighed = features(props.words);
  if (weighed) {
    return <span class="weighed" title={t("weighed")}>{weighed.map(([words, weight]) => <span key={words}><Text>{words}</Text> <bdi dir="ltr">{weight}</bdi></span>)}</span>;
  }
  if (!["initiators", "targets"].includes(props.field)) return <Text>{props.words}</Text>;
  const pairs = props.words.split("; ").map((pair) => pair.split(": "));
  return <>{pairs.map(([words, actor], n) => <span key={n}>{n > 0 && " · "}<Text>{words}</Text>{actor && <>: <Text>{actorLabel(actor)}</Text></>}</span>)}</>;
}

function Why(props: { reasons: NonNullable<EventRecord["why"]> }) {
  return (
    <details>
      <summary>{t("why")}</summary>
      <ul>{props.reasons.map((w, n) => <li key={n}>{word("field", w.field)}: <Text>{ruleReason(w.field, w.rule, typeLabel)}</Text>{w.detail && <> <small><Detail field={w.field} words={w.detail} /></small></>}</li>)}</ul>
    </details>
  );
}

function Cards(props: { document: DocumentRecord; focus: string; over: string[]; onFocus: Lead; onOver: (ids: string[]) => void }) {
  const reading = props.document.reading ?? { events: [], claims: [], figures: [], indicators: [], notes: [] };
  const cards = [
    ...reading.events.map((e) => ({ id: e.id, kind: "event", card: <><EventCard event={e} />{e.why && e.why.length > 0 && <Why reasons={e.why} />}</> })),
    ...reading.claims.map((c) => ({ id: c.id, kind: "claim", card: <ClaimCard claim={c} /> })),
    ...reading.figures.map((f) => ({ id: f.id, kind: "figure", card: <FigureCard figure={f} /> })),
    ...reading.indicators.map((i) => ({ id: i.id, kind: "indicator", card: <IndicatorCard indicator={i} /> })),
  ];
  const step = (event: KeyboardEvent): void => {
    const key = letter(event);
    if (key === "Enter" && (event.target as HTMLElement).matches(".card")) return document.getElementById(wordsOf(props.focus))?.focus();
    const by = key === "ArrowDown" || key === "j" ? 1 : key === "ArrowUp" || key === "k" ? -1 : 0;
    if (!by || !cards.length) return;
    event.preventDefault();
    // The focus of now: a second key may come before the first is drawn.
    const at = cards.findIndex((card) => card.id === route.value.query.get("focus"));
    const to = cards[(at + by + cards.length) % cards.length]!;
    props.onFocus(to.id, true);
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (["j", "k"].includes(letter(event)) && !isTyping(event) && !(event.target as Element).closest?.(".records")) step(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  const dated = reading.events.some((e) => e.specific && e.date.start);
  return (
    <div class="records" onKeyDown={step}>
      {!cards.length ? <p class="notice good">{t("nothingRead")}</p> : !dated && <p class="notice good">{t("noEvents")}</p>}
      {cards.map(({ id, kind, card }) => (
        <section
          key={id} id={`card-${id}`} tabIndex={0} class={`card card-${kind} ${id === props.focus || props.over.includes(id) ? "on" : ""}`}
          aria-current={id === props.focus} onFocus={() => props.onFocus(id)} onMouseEnter={() => props.onOver([id])} onMouseLeave={() => props.onOver([])}
        >
          {card}
        </section>
      ))}
    </div>
  );
}

function One(props: { id: string }) {
  const loaded = useLoaded<DocumentRecord>(`/documents/${props.id.split("/").map(encodeURIComponent).join("/")}`);
  const focus = route.value.query.get("focus") ?? "";
  const onFocus: Lead = (id, move = false) => {
    if (id !== focus) setQuery({ focus: id }, true);
    if (move) document.getElementById(`card-${id}`)?.focus();
  };
  const [size, setSize] = useState(20);
  const [over, setOver] = useState<string[]>([]);
  return (
    <Shown of={loaded}>
      {(document) => (
        <article>
          <h1><Text>{document.title || document.doc_id}</Text></h1>
          <p class="meta reading">
            <Text>{document.publisher ?? t("publisherUnknown")}</Text> · {t("published")}: {dayText(document.published)} <small title={t("textQuality")}>(<Text>{publishedReason(document.published_reason)}</Text>)</small>
            {" · "}<a href={`/api/v1/documents/${document.doc_id.split("/").map(encodeURIComponent).join("/")}/text`} download={`${document.doc_id}.txt`}>{t("textAsIs")}</a>
            {" · "}<label>{t("fontSize")} <input type="range" min="15" max="32" value={size} onInput={(e) => setSize(Number(e.currentTarget.value))} /></label>
          </p>
          <div class="reader" style={{ "--text-size": `${size}px` }}>
            <Marked document={document} focus={focus} over={over} onFocus={onFocus} onOver={setOver} />
            <Cards document={document} focus={focus} over={over} onFocus={onFocus} onOver={setOver} />
          </div>
          <Twins path={`/documents/${document.doc_id.split("/").map(encodeURIComponent).join("/")}`} query={new URLSearchParams()} />
        </article>
      )}
    </Shown>
  );
}

interface Uploaded { articles: number; new_articles: number; events: number; skipped: string[]; failed: string[] }

function Upload(props: { done: () => void }) {
  const [told, setTold] = useState("");
  if (!["analyst", "admin"].includes(session.value?.role ?? "")) return null;
  const give = async (event: Event): Promise<void> => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const form = new FormData();
    form.set("file", file);
    setTold(t("loading"));
    try {
      const result = await send<Uploaded>("POST", "/documents", form);
      setTold([`${t("uploaded")}: ${result.articles}`, ...result.skipped, ...result.failed].join(" · "));
      props.done();
    } catch (error) {
      setTold(String((error as Error).message));
    }
    input.value = "";
  };
  return <p><label class="button file">{t("upload")}<input class="unseen" type="file" accept=".txt,.html,.htm,.xml,.rss,.json,.jsonl" onChange={give} /></label> <span role="status"><Text>{told}</Text></span></p>;
}

function List() {
  const after = route.value.query.get("after");
  const loaded = useLoaded<Page<DocumentLine>>("/documents", after ? `after=${encodeURIComponent(after)}` : "");
  return (
    <>
      <h1>{t("articles")}</h1>
      <Upload done={loaded.again} />
      <Shown of={loaded}>
        {(page) =>
          page.items.length ? (
            <>
              <ul class="cards">
                {page.items.map((line) => (
                  <li key={line.doc_id}>
                    <a href={address("article", line.doc_id)}><strong><Text>{line.title || line.doc_id}</Text></strong></a>
                    <p><small><Text>{line.publisher ?? t("publisherUnknown")}</Text> · {dayText(line.published)}</small></p>
                  </li>
                ))}
              </ul>
              {page.next && <button onClick={() => go(address("article", "", { after: page.next! }))}>{t("next")}</button>}
              <Twins path="/documents" query={new URLSearchParams()} />
            </>
          ) : (
            <p class="notice">{t("emptyStore")}</p>
          )
        }
      </Shown>
    </>
  );
}

export const ArticleScreen = () => (route.value.id ? <One id={route.value.id} key={route.value.id} /> : <List />);
