// The first rows of a file as it will be downloaded: masked where it is masked, with the columns that it has.
import { useEffect, useState } from "preact/hooks";
import { ApiError, url } from "../api";
import { language, t } from "../i18n";
import { Text } from "./marks";

const ROWS = 5;
const ENOUGH = 200_000;

/** Lines of cells of the beginning of a CSV file; a last line that may be cut is left out. */
export function cells(text: string, whole: boolean): string[][] {
  const lines: string[][] = [];
  let line: string[] = [], cell = "", quoted = false;
  for (let n = 0; n < text.length; n++) {
    const sign = text[n]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[n + 1] === '"') cell += text[++n];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "," || sign === "\n") {
      line.push(cell.replace(/\r$/, ""));
      cell = "";
      if (sign === "\n") {
        lines.push(line);
        line = [];
      }
    } else cell += sign;
  }
  if (whole && (cell || line.length)) lines.push([...line, cell]);
  return lines;
}

/** Reads no more of the file than its first rows need. */
async function begin(address: string, stop: AbortSignal): Promise<string[][]> {
  const response = await fetch(address, { signal: stop, headers: { "Accept-Language": language.value } });
  if (!response.ok || !response.body) throw new ApiError(response.status, response.statusText);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    text += value ?? "";
    const lines = cells(text.replace(/^\ufeff/, ""), done);
    if (done || lines.length > ROWS + 2 || text.length > ENOUGH) {
      void reader.cancel();
      return lines.slice(0, ROWS + 2);
    }
  }
}

/** `format` is one that is written as CSV. */
export function Preview(props: { format: string; query: URLSearchParams }) {
  const address = url(`/exports/${props.format}`, props.query);
  const [lines, setLines] = useState<string[][] | null>(null);
  const [fault, setFault] = useState("");
  useEffect(() => {
    const stop = new AbortController();
    setFault("");
    setLines(null);
    begin(address, stop.signal)
      .then(setLines)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setFault(String((error as Error).message));
      });
    return () => stop.abort();
  }, [address]);
  if (fault) return <p class="notice bad" role="alert">{t("failed")}: <bdi>{fault}</bdi></p>;
  if (!lines) return <p class="notice loading" role="status">{t("loading")}</p>;
  const [head = [], ...rows] = lines;
  if (!rows.length) return <p class="notice">{t("empty")}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("previewRows")} dir="ltr">
      <table class="raw">
        <thead><tr>{head.map((name, n) => <th key={n}>{name}</th>)}</tr></thead>
        <tbody>{rows.slice(0, ROWS).map((row, n) => <tr key={n}>{row.map((cell, m) => <td key={m}><Text>{cell}</Text></td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
