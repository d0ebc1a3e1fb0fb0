// The audit log: who did what, when; each entry's hash covers the one before.
import type { Page } from "../api";
import { momentText, t } from "../i18n";
import { word } from "../i18n/codes";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { address, go, route } from "../route";

interface Entry { seq: number; at: string; who: string; action: string; subject: string; hash: string }

/** What an entry is about; incidents and articles lead to their pages. */
function Subject(props: { of: Entry }) {
  const { action, subject } = props.of;
  const screen = action.startsWith("incident.") ? "incidents" : action === "article.added" || action === "reading.saved" ? "article" : null;
  return screen ? <a href={address(screen, subject)}><Text>{subject}</Text></a> : <Text>{subject}</Text>;
}

export function AuditScreen() {
  const after = route.value.query.get("after") ?? "";
  const loaded = useLoaded<Page<Entry>>("/audit", new URLSearchParams(after ? { after } : {}).toString());
  return (
    <>
      <h1>{t("audit")}</h1>
      <Shown of={loaded}>
        {(page) => (
          <>
            <div class="scroll" tabIndex={0} role="region" aria-label={t("audit")}>
              <table>
                <thead><tr><th>#</th><th>{t("when")}</th><th>{t("who")}</th><th>{t("what")}</th><th>{t("subject")}</th><th>sha256</th></tr></thead>
                <tbody>
                  {page.items.map((entry) => (
                    <tr key={entry.seq}>
                      <td data-label="#">{entry.seq}</td><td data-label={t("when")} class="day"><bdi dir="ltr">{momentText(entry.at, true)}</bdi></td><td data-label={t("who")}><Text>{entry.who}</Text></td>
                      <td data-label={t("what")}>{word("action", entry.action)}</td><td data-label={t("subject")} class="id"><Subject of={entry} /></td><td data-label="sha256"><code dir="ltr">{entry.hash.slice(0, 12)}</code></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {page.next && <button onClick={() => go(address("audit", "", { after: page.next! }))}>{t("next")}</button>}
          </>
        )}
      </Shown>
      <Twins path="/audit" query={new URLSearchParams()} only={["json", "csv"]} />
    </>
  );
}
