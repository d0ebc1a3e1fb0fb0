// The map: countries and first-level units from shipped geometry, incidents as areas and marks.
import { effect, type ReadonlySignal } from "@preact/signals";
import * as maplibre from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { classLabel, vocabulary, type Points } from "../api";
import { language, t } from "../i18n";
import { boxAround, boxText, isPlaced, type Box, type Calendar, type Days } from "./days";
import { labels } from "./labels";
import { baseMap } from "./layers";
import { CLASSES, ClassMark } from "./marks";
import { isMany, NEAR, overlay, type Overlay } from "./overlay";

maplibre.setWorkerUrl(new URL(workerUrl, location.href).href);

function Legend(props: { many: boolean }) {
  return (
    <ul class="legend" aria-label={t("precisionLegend")}>
      {Object.keys(CLASSES).map((kind) => <li key={kind}><ClassMark of={kind} /> {classLabel(kind)}</li>)}
      <li><span class="ring" /> {t("area")}</li>
      <li>{t("hollow")} · {t("larger")}</li>
      {props.many && <li><span class="ramp" /> {t("density")}</li>}
    </ul>
  );
}

interface MapProps {
  points: Points;
  calendar: Calendar;
  brush: ReadonlySignal<Days>;
  /** The part of the map that is counted; null: all of it. */
  box: ReadonlySignal<Box>;
  /** Told what part of the map is seen, while it is moved and when it rests, and once it was fitted to its window or to `box`. */
  onView: (box: NonNullable<Box>, how: How) => void;
  picked: number | null;
  /** The one to show, anew each time that it is asked for. */
  near: { n: number } | null;
  onPick: (n: number[]) => void;
}

const viewed = (map: maplibre.Map): NonNullable<Box> => {
  const seen = map.getBounds();
  return [Math.max(-180, seen.getWest()), Math.max(-90, seen.getSouth()), Math.min(180, seen.getEast()), Math.min(90, seen.getNorth())];
};

export type How = "moving" | "rested" | "fitted";

type Fit = (box: NonNullable<Box>, how?: { padding: number; maxZoom: number }) => void;

// Incidents are shown with so many pixels around them, and no closer than to see the governorate that they lie in.
const AROUND = { padding: 40, maxZoom: 7 };

/** Tells what is seen; gives what fits the map to a part of it. */
function following(map: maplibre.Map, tell: (box: NonNullable<Box>, how: How) => void): Fit {
  const holder = map.getContainer(), size = (): string => `${holder.clientWidth} ${holder.clientHeight}`;
  let fitting = false, before = size();
  const moved = (ended: boolean) => (): void => {
    const byHand = before === size() && !fitting;
    if (ended) before = size();
    const seen = viewed(map);
    holder.dataset["view"] = boxText(seen);
    tell(seen, !byHand ? "fitted" : ended ? "rested" : "moving");
  };
  map.on("move", moved(false));
  map.on("moveend", moved(true));
  holder.dataset["view"] = boxText(viewed(map));
  return (box, how = { padding: 0, maxZoom: map.getMaxZoom() }) => {
    fitting = true;
    map.fitBounds([[box[0], box[1]], [box[2], box[3]]], { animate: false, ...how });
    fitting = false;
  };
}

export function IncidentMap(props: MapProps) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<maplibre.Map | null>(null);
  const fit = useRef<Fit | null>(null);
  const marks = useRef<Overlay | null>(null);
  const tell = useRef(props.onView);
  tell.current = props.onView;
  const [failed, setFailed] = useState(false);
  const [ready, setReady] = useState(false);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    if (!holder.current) return;
    let shown: maplibre.Map;
    try {
      shown = baseMap(holder.current);
    } catch {
      setFailed(true);
      return;
    }
    map.current = shown;
    const to = following(shown, (box, how) => tell.current(box, how));
    fit.current = to;
    tell.current(viewed(shown), "fitted");
    // A part of the map that the address names is shown whole; one that the map itself told is seen.
    const unfit = effect(() => {
      const box = props.box.value;
      if (box && boxText(box) !== boxText(viewed(shown))) to(box);
    });
    shown.once("style.load", () => {
      setReady(true);
      shown.once("idle", () => setDrawn(true));
    });
    shown.on("click", ({ lngLat, point }) => {
      // Where marks lie too dense to be told apart, a click comes nearer.
      if (marks.current?.far()) shown.easeTo({ center: lngLat, zoom: NEAR + 1 });
      else props.onPick(marks.current?.at(point.x, point.y) ?? []);
    });
    return () => {
      unfit();
      shown.remove();
    };
  }, []);

  useEffect(() => {
    const around = boxAround(props.points);
    // A part of the map that the address names stays, whatever is asked for.
    if (around && !props.box.peek()) fit.current?.(around, AROUND);
  }, [props.points]);

  // Marks that are seen can be clicked, and a click after another finds the map where that one led.
  useLayoutEffect(() => {
    if (!ready || !map.current) return;
    const made = overlay(map.current, props.points, props.calendar, props.brush.peek());
    marks.current = made;
    const stop = effect(() => made.choose(props.brush.value));
    const unframe = effect(() => made.frame(props.box.value));
    return () => {
      stop();
      unframe();
      made.remove();
      marks.current = null;
    };
  }, [props.points, props.brush, ready]);

  useEffect(() => {
    if (!ready || !map.current || !holder.current) return;
    return labels(map.current, holder.current, () => marks.current?.spots() ?? []);
  }, [ready, language.value, vocabulary.value, props.points]);

  useEffect(() => marks.current?.ring(props.picked), [props.picked, props.points, ready]);

  useLayoutEffect(() => {
    const n = props.near?.n;
    const lat = n == null ? null : props.points.lat[n], lon = n == null ? null : props.points.lon[n];
    if (!ready || lat == null || lon == null || !isPlaced(props.points, n!)) return;
    // Where only what is in view counts, moving the map would change the list under the hand.
    if (props.box.peek() && map.current?.getBounds().contains([lon, lat])) return;
    map.current?.jumpTo({ center: [lon, lat], zoom: Math.max(map.current.getZoom(), 8) });
  }, [props.near, ready]);

  if (failed) return <p class="notice">{t("noWebgl")}</p>;
  return (
    <figure class="map">
      <div class="map-frame">
        <div ref={holder} class="map-canvas" role="application" aria-label={t("map")} data-ready={ready} data-drawn={drawn} />
      </div>
      <Legend many={isMany(props.points)} />
      <figcaption>{t("areaNote")} {t("base")}</figcaption>
    </figure>
  );
}
