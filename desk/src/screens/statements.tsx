// Claims and figures by speaker over time; figures are listed, never summed.
import type { ClaimRecord, FigureRecord, InArticle, IndicatorRecord, Page } from "../api";
import { dayText, rangeText, t } from "../i18n";
import { Shown, useLoaded } from "../parts/load";
import { Tag, Text, Twins } from "../parts/marks";
import { address, route, setQuery } from "../route";

type Kind = "claims" | "figures" | "indicators";

function Source(props: { of: { doc_id: string; title: string; publisher: string | null; published: string | null; id: string } }) {
  return (
    <td>
      <a href={address("article", props.of.doc_id, { focus: props.of.id })}><Text>{props.of.title || props.of.doc_id}</Text></a>
      <br /><small>{dayText(props.of.published)} · <Text>{props.of.publisher ?? t("unknown")}</Text></small>
    </td>
  );
}

function Row(props: { kind: Kind; item: InArticle<ClaimRecord | FigureRecord | IndicatorRecord> }) {
  if (props.kind === "claims") {
    const claim = props.item as InArticle<ClaimRecord>;
    return (
      <tr>
        <td><Text>{claim.speaker}</Text> {claim.anonymous && <Tag kind="risk" label="anonymous" />}</td>
        <td>{claim.kind}</td><td><Text>{claim.quote}</Text></td><Source of={claim} />
      </tr>
    );
  }
  if (props.kind === "figures") {
    const figure = props.item as InArticle<FigureRecord>;
    return (
      <tr>
        <td>{rangeText(figure.low, figure.high)} <bdi>{figure.unit.replaceAll("_", " ")}</bdi></td>
        <td><Text>{figure.attributed_to}</Text></td><td><Text>{figure.quote}</Text></td><Source of={figure} />
      </tr>
    );
  }
  const indicator = props.item as InArticle<IndicatorRecord>;
  return (
    <tr>
      <td><bdi>{indicator.kind.replaceAll("_", " ")} {indicator.direction}</bdi></td>
      <td><Text>{indicator.speaker}</Text></td><td><Text>{indicator.quote}</Text></td><Source of={indicator} />
    </tr>
  );
}

export function StatementsScreen() {
  const kind = (route.value.query.get("kind") ?? "claims") as Kind;
  const query = new URLSearchParams([...route.value.query].filter(([name]) => ["date_from", "date_to", "speaker", "type"].includes(name)));
  const loaded = useLoaded<Page<InArticle<ClaimRecord | FigureRecord | IndicatorRecord>>>(`/${kind}`, `${query}&limit=500`);
  const heads: Record<Kind, string[]> = {
    claims: [t("speaker"), t("kind"), t("claim"), t("article")],
    figures: [t("value"), t("speaker"), t("figure"), t("article")],
    indicators: [t("kind"), t("speaker"), t("indicator"), t("article")],
  };
  return (
    <>
      <h1>{t("statements")}</h1>
      <div class="tabs" role="tablist">
        {(["claims", "figures", "indicators"] as Kind[]).map((name) => (
          <button key={name} role="tab" aria-selected={name === kind} onClick={() => setQuery({ kind: name })}>{t(name)}</button>
        ))}
      </div>
      <Shown of={loaded} key={kind}>
        {(page) =>
          page.items.length ? (
            <div class="scroll" tabIndex={0} role="region" aria-label={t("statements")}>
              <table>
                <thead><tr>{heads[kind].map((head) => <th key={head}>{head}</th>)}</tr></thead>
                <tbody>{[...page.items].sort((a, b) => (a.published ?? "").localeCompare(b.published ?? "")).map((item) => <Row key={item.doc_id + item.id} kind={kind} item={item} />)}</tbody>
              </table>
            </div>
          ) : (
            <p class="notice">{t("empty")}</p>
          )
        }
      </Shown>
      <Twins path={`/${kind}`} query={query} only={["json"]} />
    </>
  );
}
