// Loading something from the server, with the states that every screen must show.
import { signal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo } from "preact/hooks";
import { ApiError, get } from "../api";
import { t } from "../i18n";

export interface Loaded<T> {
  value: Signal<T | null>;
  error: Signal<ApiError | null>;
  busy: Signal<boolean>;
  again: () => void;
}

/** Load `path` with `query` whenever either changes; an answer that comes too late is dropped. */
export function useLoaded<T>(path: string | null, query = ""): Loaded<T> {
  const loaded = useMemo(() => {
    const value = signal<T | null>(null);
    const error = signal<ApiError | null>(null);
    const busy = signal(path !== null);
    let stop = new AbortController();
    const load = (from: string | null, asked: string): void => {
      stop.abort();
      if (from === null) return;
      stop = new AbortController();
      busy.value = true;
      get<T>(from, new URLSearchParams(asked), stop.signal)
        .then((found) => {
          value.value = found;
          error.value = null;
          busy.value = false;
        })
        .catch((fault: unknown) => {
          if (fault instanceof DOMException && fault.name === "AbortError") return;
          error.value = fault instanceof ApiError ? fault : new ApiError(0, t("offline"));
          busy.value = false;
        });
    };
    return { value, error, busy, load };
  }, []);
  // In the step that asks for another: what was asked before is never taken for its answer.
  useLayoutEffect(() => loaded.load(path, query), [path, query]);
  return { ...loaded, again: () => loaded.load(path, query) };
}

export function Shown<T>(props: { of: Loaded<T>; children: (value: T) => ComponentChildren; gone?: (error: ApiError) => ComponentChildren; refused?: (error: ApiError) => ComponentChildren }) {
  const { value, error, busy, again } = props.of;
  if (error.value) {
    if (error.value.status === 410 && props.gone) return <>{props.gone(error.value)}</>;
    if (error.value.status === 422 && props.refused) return <>{props.refused(error.value)}</>;
    return (
      <div class="notice bad" role="alert">
        <p>{t("failed")}: <bdi>{error.value.message}</bdi></p>
        <button onClick={again}>{t("retry")}</button>
      </div>
    );
  }
  if (value.value === null) return <p class={busy.value ? "notice loading" : "unseen"} role="status">{busy.value ? t("loading") : ""}</p>;
  return <div aria-busy={busy.value}>{props.children(value.value)}</div>;
}
