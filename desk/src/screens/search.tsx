// Full-text search, folded as Arabic readers expect.
import type { Page } from "../api";
import { dayText, t } from "../i18n";
import { Shown, useLoaded } from "../parts/load";
import { Text } from "../parts/marks";
import { address, route, setQuery } from "../route";

interface Hit { doc_id: string; title: string; published: string | null }

export function SearchScreen() {
  const asked = route.value.query.get("q") ?? "";
  const loaded = useLoaded<Page<Hit>>(asked.trim() ? "/search" : null, new URLSearchParams({ q: asked }).toString());
  return (
    <>
      <h1>{t("search")}</h1>
      <form class="searching" role="search" onSubmit={(event) => { event.preventDefault(); setQuery({ q: String(new FormData(event.currentTarget).get("q") ?? "") }, false); }}>
        <input name="q" type="search" dir="auto" value={asked} aria-label={t("search")} placeholder={t("searchHint")} />
        <button>{t("search")}</button>
      </form>
      {asked.trim() && (
        <Shown of={loaded}>
          {(page) =>
            page.items.length ? (
              <ul class="cards">
                {page.items.map((hit) => (
                  <li key={hit.doc_id}><a href={address("article", hit.doc_id)}><strong><Text>{hit.title || hit.doc_id}</Text></strong></a><p><small>{dayText(hit.published)}</small></p></li>
                ))}
              </ul>
            ) : (
              <p class="notice">{t("noMatch")}</p>
            )
          }
        </Shown>
      )}
    </>
  );
}
