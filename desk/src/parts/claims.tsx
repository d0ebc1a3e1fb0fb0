// Claims by speaker: when each spoke, what was said, and the way to the sentence.
import { useState } from "preact/hooks";
import type { ClaimRecord, InArticle } from "../api";
import { dayText, language, t } from "../i18n";
import { word } from "../i18n/codes";
import { counted } from "../i18n/counts";
import { address } from "../route";
import { Tag, Text } from "./marks";

export function Source(props: { doc: string; focus: string; publisher: string | null; published: string | null }) {
  return (
    <td data-label={t("article")}>
      <a href={address("article", props.doc, { focus: props.focus })}>{t("openSentence")}</a>
      <br /><small>{dayText(props.published)} · <Text>{props.publisher ?? t("publisherUnknown")}</Text></small>
    </td>
  );
}

export const byDay = <T extends { published: string | null }>(items: T[]): T[] => [...items].sort((a, b) => (a.published ?? "9999").localeCompare(b.published ?? "9999"));

export type Spoken = InArticle<ClaimRecord>;
export const speakerOf = (claim: Spoken): string => (claim.anonymous ? t("anonymous") : claim.speaker);

/** Claims by speaker, the one who speaks most first. */
export function bySpeaker(items: Spoken[]): [speaker: string, claims: Spoken[]][] {
  const groups = new Map<string, Spoken[]>();
  for (const claim of items) {
    const held = groups.get(speakerOf(claim));
    if (held) held.push(claim);
    else groups.set(speakerOf(claim), [claim]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]));
}

// A speaker's list begins with this many; the button shows all.
const LISTED = 20;

export function Speaker(props: { name: string; claims: Spoken[] }) {
  const { name, claims } = props;
  const [all, setAll] = useState(false);
  const kinds = [...new Set(claims.map((c) => word("speaker", c.speaker_kind)))].join(language.value === "ar" ? "، " : ", ");
  return (
    <section class="speaker">
      <h2><Text>{name}</Text> <small>{counted(claims.length, "statement")} · {kinds}</small></h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={name}>
        <table class="fixed">
          <tbody>
            {byDay(claims).slice(0, all ? claims.length : LISTED).map((claim) => (
              <tr key={claim.doc_id + claim.id}>
                <td class="narrow" data-label={t("kind")}>{word("kind", claim.kind)} {claim.at_risk && <Tag kind="risk" label="atRisk" />}</td>
                <td data-label={t("words")}><Text>{claim.quote}</Text></td>
                <Source doc={claim.doc_id} focus={claim.id} publisher={claim.publisher} published={claim.published} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && claims.length > LISTED && <button class="more" onClick={() => setAll(true)}>{t("next")}</button>}
    </section>
  );
}

// As many as there are kinds of claims.
export const COLOURS = ["#1d4e5f", "#d86018", "#6018ff", "#309078", "#9048c0", "#480018", "#7a6a00", "#c2185b"];

/** A day as it stands in a drawing, whose own direction is always left to right. */
export const drawnDay = (day: number): string => `\u2068${dayText(new Date(day).toISOString())}\u2069`;

/** Places days along a line that runs as the language reads. */
export function along(days: number[], from: number, to: number): (day: number) => number {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return (day) => {
    const share = last === first ? 0.5 : (day - first) / (last - first);
    return from + (to - from) * (language.value === "ar" ? 1 - share : share);
  };
}

// Rows of the overview, and their height in pixels of the drawing.
const ROWS = 8;
const HIGH = 26;
const WIDE = 740;
const BESIDE = 13;
// What one day may take of the line: less than half of it.
const ROOM = 220;

/** When each speaker spoke: a row a speaker, a mark a claim, each leading to its sentence. */
export function Spoke(props: { groups: [string, Spoken[]][] }) {
  const dated = props.groups.map(([name, claims]) => [name, claims.filter((claim) => claim.published)] as const).filter(([, claims]) => claims.length);
  const rows = dated.slice(0, ROWS);
  const days = rows.flatMap(([, claims]) => claims.map((claim) => Date.parse(claim.published!)));
  if (days.length < 2) return null;
  const arabic = language.value === "ar";
  const x = along(days, arabic ? 20 : 240, arabic ? 500 : 720);
  const kinds = [...new Set(rows.flatMap(([, claims]) => claims.map((claim) => claim.kind)))];
  const colour = (kind: string): string => COLOURS[kinds.indexOf(kind) % COLOURS.length]!;
  // What was said on one day stands side by side, towards the middle; closer where it is much.
  const middle = (x(Math.min(...days)) + x(Math.max(...days))) / 2;
  const beside = (at: number, others: number, all: number): number => at + others * Math.min(BESIDE, ROOM / all) * (at > middle ? -1 : 1);
  const bottom = rows.length * HIGH + 8;
  return (
    <figure class="ranges">
      <svg viewBox={`0 0 ${WIDE} ${bottom + 20}`} role="group" aria-label={t("claimsOverTime")} direction="ltr">
        {rows.map(([name, claims], n) => {
          const y = n * HIGH + HIGH / 2 + 4;
          return (
            <g key={name}>
              <line x1={arabic ? 10 : 230} x2={arabic ? 510 : 730} y1={y} y2={y} stroke="#e3e0d8" />
              <foreignObject x={arabic ? 520 : 0} y={y - 12} width="220" height="24"><div class="row-name" dir={arabic ? "rtl" : "ltr"}><Text>{name}</Text></div></foreignObject>
              {claims.map((claim) => {
                const sameDay = claims.filter((other) => other.published === claim.published);
                return <a key={claim.doc_id + claim.id} href={address("article", claim.doc_id, { focus: claim.id })} aria-label={`\u2068${name}\u2069 · ${word("kind", claim.kind)} · ${dayText(claim.published)}`}>
                  <title>{`${word("kind", claim.kind)} · ${dayText(claim.published)}: ${claim.quote.slice(0, 120)}`}</title>
                  <circle cx={beside(x(Date.parse(claim.published!)), sameDay.indexOf(claim), sameDay.length)} cy={y} r="6" fill={colour(claim.kind)} fill-opacity="0.75" />
                </a>;
              })}
            </g>
          );
        })}
        {[Math.min(...days), Math.max(...days)].map((day, n) => <text key={n} x={x(day)} y={bottom + 14} text-anchor={(n === 0) === !arabic ? "start" : "end"} font-size="12">{drawnDay(day)}</text>)}
      </svg>
      <figcaption>{kinds.map((kind) => <span key={kind} class="key"><i style={{ background: colour(kind) }} /> {word("kind", kind)}</span>)}{dated.length > ROWS && <span>{t("speaker")}: {t("firstOnly")} <bdi dir="ltr">{ROWS} / {dated.length}</bdi></span>}</figcaption>
    </figure>
  );
}
