// Full-text search, folded as Arabic readers expect.
import { useState } from "preact/hooks";
import type { Page } from "../api";
import { dayText, t } from "../i18n";
import { counted } from "../i18n/counts";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { address, route, setQuery } from "../route";

// The first hits, and how many more each press of the button asks for; the server gives 1,000 at most.
const FIRST = 50;
const MORE = 200;
const MOST = 1000;

interface Hit { doc_id: string; title: string; published: string | null }

export function SearchScreen() {
  const asked = route.value.query.get("q") ?? "";
  const [limit, setLimit] = useState(FIRST);
  const loaded = useLoaded<Page<Hit>>(asked.trim() ? "/search" : null, new URLSearchParams({ q: asked, limit: String(limit) }).toString());
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
              <><p>{counted(page.items.length, "article")}{page.next && " +"}</p><ul class="cards">
                {page.items.map((hit) => (
                  <li key={hit.doc_id}><a href={address("article", hit.doc_id)}><strong><Text>{hit.title || hit.doc_id}</Text></strong></a><p><small>{dayText(hit.published)}</small></p></li>
                ))}
              </ul>
              {page.next && limit < MOST && <button class="more" onClick={() => setLimit(Math.min(limit + MORE, MOST))}>{t("next")}</button>}
              <Twins path="/search" query={new URLSearchParams({ q: asked })} /></>
            ) : (
              <p class="notice">{t("noMatch")}</p>
            )
          }
        </Shown>
      )}
    </>
  );
}
