// The frame: language, navigation, session; one screen at a time, the heavy ones loaded on demand.
import { signal, useSignalEffect } from "@preact/signals";
import { Component, type ComponentChildren, type ComponentType } from "preact";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, askEarly, loadSession, send, session } from "./api";
import { direction, language, setLanguage, t } from "./i18n";
import { filterQuery } from "./parts/filters";
import { address, route, SCREENS, type Screen } from "./route";
import { ArticleScreen } from "./screens/article";
import { AuditScreen } from "./screens/audit";
import { BriefScreen } from "./screens/brief";
import { ExportScreen } from "./screens/export";
import { IncidentsScreen } from "./screens/incidents";
import { ReviewScreen } from "./screens/review";
import { SearchScreen } from "./screens/search";
import { StatementsScreen } from "./screens/statements";

const loadMap = () => import("./screens/map");
const MapScreen = lazy(() => loadMap().then((module) => module.MapScreen));
const AssessmentScreen = lazy(() => import("./screens/assessment").then((module) => module.AssessmentScreen));

const VIEWS: Record<Screen, ComponentType> = {
  brief: BriefScreen, map: MapScreen, incidents: IncidentsScreen, article: ArticleScreen, statements: StatementsScreen,
  assessment: AssessmentScreen, review: ReviewScreen, search: SearchScreen, export: ExportScreen, audit: AuditScreen,
};
// What a role does not see is not offered; the server refuses it all the same.
const NEEDS: Partial<Record<Screen, string[]>> = {
  article: ["reader", "analyst", "admin"], statements: ["reader", "analyst", "admin"], search: ["reader", "analyst", "admin"],
  review: ["analyst", "admin"], audit: ["analyst", "admin"],
};
const failed = signal("");
const label = (screen: Screen): string => t(screen === "article" ? "articles" : screen);

export function start(): void {
  if (route.value.screen === "map") {
    // The heaviest screen: its code and its incidents are fetched while the session is.
    void loadMap();
    askEarly("/incidents/points", filterQuery());
  }
  loadSession().catch((error: unknown) => {
    failed.value = error instanceof ApiError ? error.message : t("offline");
  });
}

/** What a screen's own code could not be fetched for, or could not show, is said instead of an empty page. */
class Guarded extends Component<{ children: ComponentChildren }, { fault: string }> {
  override state = { fault: "" };
  static override getDerivedStateFromError = (error: unknown): { fault: string } => ({ fault: String((error as Error)?.message ?? error) });

  override render() {
    if (!this.state.fault) return this.props.children;
    return (
      <div class="notice bad" role="alert">
        <p>{t("inBrowser")} <small><bdi dir="ltr">{this.state.fault}</bdi></small></p>
        <button onClick={() => location.reload()}>{t("retry")}</button>
      </div>
    );
  }
}

const NoPage = () => <div class="notice"><h1>{t("noPage")}</h1><p><a href={address("brief")}>{t("toBrief")}</a></p></div>;

/** The screens in one row; where it is too narrow for them it scrolls, and begins with the one shown. */
function Navigation(props: { offered: readonly Screen[] }) {
  const row = useRef<HTMLElement>(null);
  const shown = route.value.screen;
  useEffect(() => row.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }), [shown, props.offered.length, language.value]);
  return (
    <nav ref={row} aria-label={t("name")}>
      {props.offered.map((screen) => <a key={screen} href={address(screen)} aria-current={shown === screen ? "page" : undefined}>{label(screen)}</a>)}
    </nav>
  );
}

function LogIn() {
  const [told, setTold] = useState("");
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    try {
      await send("POST", "/session", { name: given.get("name"), password: given.get("password") });
      await loadSession();
    } catch (error) {
      setTold((error as Error).message);
    }
  };
  return (
    <form class="login" onSubmit={submit}>
      <h1>{t("logIn")}</h1>
      <label><span>{t("account")}</span><input name="name" autocomplete="username" dir="auto" required /></label>
      <label><span>{t("password")}</span><input name="password" type="password" autocomplete="current-password" dir="ltr" required /></label>
      <button class="main">{t("logIn")}</button>
      <p role="alert"><bdi>{told}</bdi></p>
    </form>
  );
}

const logOut = async (): Promise<void> => {
  await send("DELETE", "/session");
  location.reload();
};

export function App() {
  useSignalEffect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.dir = direction.value;
    const { screen } = route.value;
    document.title = `${screen ? label(screen) : t("noPage")} · ${t("name")}`;
  });
  const [asked, setAsked] = useState(false);
  const role = session.value?.role;
  const { screen } = route.value;
  const View = screen ? VIEWS[screen] : NoPage;
  const offered = SCREENS.filter((screen) => !NEEDS[screen] || (role && NEEDS[screen]!.includes(role)));
  return (
    <>
      <a class="skip" href="#main">{t("skip")}</a>
      <header>
        <a class="brand" href={address("brief")}><img src="/desk/mark.svg" alt="" width="28" height="28" /><strong>{t("name")}</strong> <small>{t("tagline")}</small></a>
        <Navigation offered={offered} />
        <span class="tools">
          <button lang={language.value === "ar" ? "en" : "ar"} onClick={() => setLanguage(language.value === "ar" ? "en" : "ar")}>{t("language")}</button>
          {session.value?.accounts && (role === "public" || role === "nobody" ? <button onClick={() => setAsked(true)}>{t("logIn")}</button> : <button onClick={logOut}>{t("logOut")} (<bdi>{session.value.name}</bdi>)</button>)}
        </span>
      </header>
      {session.value?.masked && role === "public" && <p class="notice">{t("masked")}</p>}
      <main id="main" tabIndex={-1}>
        {failed.value ? (
          <p class="notice bad" role="alert">{failed.value}</p>
        ) : !session.value ? (
          <p class="notice loading" role="status">{t("loading")}</p>
        ) : role === "nobody" || (asked && role === "public") ? (
          <LogIn />
        ) : (
          <Guarded key={`${screen} ${language.value}`}><Suspense fallback={<p class="notice loading" role="status">{t("loading")}</p>}><View /></Suspense></Guarded>
        )}
      </main>
    </>
  );
}
