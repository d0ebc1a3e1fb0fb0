// The audit log: who did what, when; each entry's hash covers the one before.
import type { Page } from "../api";
import { t } from "../i18n";
import { word } from "../i18n/codes";
import { Shown, useLoaded } from "../parts/load";
import { Text, Twins } from "../parts/marks";
import { address, go, route } from "../route";

interface Entry { seq: number; at: string; who: string; action: string; subject: string; hash: string }

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
                      <td>{entry.seq}</td><td><bdi dir="ltr">{entry.at.slice(0, 19).replace("T", " ")}</bdi></td><td><Text>{entry.who}</Text></td>
                      <td>{word("action", entry.action)}</td><td><Text>{entry.subject}</Text></td><td><code dir="ltr">{entry.hash.slice(0, 12)}</code></td>
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
