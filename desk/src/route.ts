// The address bar is the state: screen, item and every filter stand in the URL.
import { signal } from "@preact/signals";

export const BASE = "/desk/";
export const SCREENS = [
  "brief", "map", "incidents", "article", "statements", "assessment", "review", "search", "export", "audit",
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  /** The screen that the address names; null where it names none of ours. */
  screen: Screen | null;
  id: string;
  query: URLSearchParams;
}

/** A part of the path as it was written; one that is spoiled stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parse(): Route {
  const [first = "", ...rest] = location.pathname.slice(BASE.length).split("/");
  const screen = (SCREENS as readonly string[]).includes(first) ? (first as Screen) : first ? null : "brief";
  return { screen, id: rest.map(decoded).join("/"), query: new URLSearchParams(location.search) };
}

export const route = signal<Route>(parse());

export function address(screen: Screen, id = "", query?: URLSearchParams | Record<string, string>): string {
  const tail = id ? `/${id.split("/").map(encodeURIComponent).join("/")}` : "";
  const text = new URLSearchParams(query ?? {}).toString();
  return `${BASE}${screen}${tail}${text ? `?${text}` : ""}`;
}

export function go(to: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", to);
  route.value = parse();
}

/** Set or (with "") remove parts of the query, staying on the screen; the way back leads to what was before. */
export function setQuery(changes: Record<string, string>, replace = false): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  const to = `${location.pathname}${text ? `?${text}` : ""}`;
  if (to !== location.pathname + location.search) go(to, replace);
}

window.addEventListener("popstate", () => {
  route.value = parse();
});

/** Links of ours change the address without loading the page again. */
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element).closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !url.pathname.startsWith(BASE)) return;
  event.preventDefault();
  go(url.pathname + url.search);
  document.getElementById("main")?.focus();
});
