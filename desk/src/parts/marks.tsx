// Small marks: event classes by shape and colour, grades, twins of a page, text from outside.
import { classLabel, classOf, typeLabel, url } from "../api";
import { t, type Key } from "../i18n";
import { word } from "../i18n/codes";

// Colours keep 3:1 on the light base map and differ for the colour-blind; each has a shape too.
export const CLASSES: Record<string, { colour: string; shape: string }> = {
  battles: { colour: "#480018", shape: "✕" },
  explosions: { colour: "#d86018", shape: "✸" },
  violence_against_civilians: { colour: "#6018ff", shape: "●" },
  protests: { colour: "#309078", shape: "■" },
  riots: { colour: "#9048c0", shape: "▲" },
  strategic: { colour: "#000048", shape: "◆" },
};

export function ClassMark(props: { of: string }) {
  const mark = CLASSES[props.of] ?? CLASSES.strategic!;
  return <span class={`mark mark-${props.of}`} role="img" aria-label={classLabel(props.of)}>{mark.shape}</span>;
}

export function TypeName(props: { code: string }) {
  return <span class="type"><ClassMark of={classOf(props.code)} /> {typeLabel(props.code)}</span>;
}

/** Text from outside, isolated so that its direction disturbs nothing around it. */
export function Text(props: { children: string | null | undefined }) {
  return <bdi dir="auto">{props.children ?? ""}</bdi>;
}

export function Grade(props: { of: string }) {
  return <span class={`grade grade-${props.of}`}>{word("grade", props.of)}</span>;
}

export function Tag(props: { kind: string; label: Key }) {
  return <span class={`tag tag-${props.kind}`}>{t(props.label)}</span>;
}

/** Links to the same list as JSON, CSV and GeoJSON. */
export function Twins(props: { path: string; query: URLSearchParams; only?: string[] }) {
  const kinds = props.only ?? ["json", "csv", "geojson"];
  return (
    <p class="twins">
      {kinds.map((kind) => (
        <a key={kind} href={url(kind === "json" ? props.path : `${props.path}.${kind}`, props.query)} download={`${props.path.split("/").pop()}.${kind}`}>
          <bdi>{kind.toUpperCase()}</bdi>
        </a>
      ))}
    </p>
  );
}
