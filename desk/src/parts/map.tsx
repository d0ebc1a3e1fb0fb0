// The map: countries and first-level units from shipped geometry, incidents as areas and marks.
import type { FeatureCollection } from "geojson";
import * as maplibre from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "preact/hooks";
import { classLabel, classOf, vocabulary, type Points } from "../api";
import { language, t } from "../i18n";
import { BASE } from "../route";
import { field, paint, type Field } from "./density";
import { CLASSES, ClassMark } from "./marks";
import { shape } from "./shapes";

maplibre.setWorkerUrl(new URL(workerUrl, location.href).href);

const HOME: maplibre.LngLatLike = [41.5, 34.6];
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

export function pointsCollection(points: Points): FeatureCollection {
  const features = [];
  for (let n = 0; n < points.id.length; n++) {
    const lat = points.lat[n], lon = points.lon[n];
    if (lat == null || lon == null) continue;
    features.push({
      type: "Feature" as const,
      id: n,
      geometry: { type: "Point" as const, coordinates: [lon, lat] },
      properties: {
        n,
        class: classOf(points.type[n]!),
        day: points.start[n] ? Date.parse(points.start[n]!) / 86_400_000 : -1,
        killed: points.killed[n] ?? -1,
        radius: points.radius[n] ?? 0,
        precise: ["site", "town"].includes(points.precision[n]!),
      },
    });
  }
  return { type: "FeatureCollection", features };
}

const classColour = ["match", ["get", "class"], ...Object.entries(CLASSES).flatMap(([code, mark]) => [code, mark.colour]), "#000048"] as unknown as maplibre.ExpressionSpecification;
const known = ["max", ["get", "killed"], 0] as unknown as maplibre.ExpressionSpecification;
// Metres to pixels at the equator at zoom z: radius_km * 1000 / (78271.5 / 2^z), at 34° north / cos.
const areaRadius = ["interpolate", ["exponential", 2], ["zoom"], 0, 0, 20, ["*", ["get", "radius"], 1000 / (78271.5 / 2 ** 20) / 0.83]] as unknown as maplibre.ExpressionSpecification;
const image = ["concat", ["get", "class"], ["case", [">=", ["get", "killed"], 0], "", "-hollow"]] as unknown as maplibre.ExpressionSpecification;
const grown = (least: number, more: number): unknown => ["min", 2.2, ["+", least, ["*", more, ["sqrt", known]]]];
const imageSize = ["interpolate", ["linear"], ["zoom"], 4, grown(0.62, 0.08), 10, grown(1, 0.15)] as unknown as maplibre.ExpressionSpecification;
// From this many incidents on, far views show how dense they lie, near ones each.
const MANY = 1500;
const NEAR = 6.2;

// The base map is read and cut into tiles by the library's worker, off the page's own thread: a few
// large ones, each of which costs a frame. A tile of zoom 4 is true to 300 m, more than its lines are.
const kind = (name: string): maplibre.FilterSpecification => ["==", ["get", "kind"], name];
const style = (): maplibre.StyleSpecification => ({
  version: 8,
  sources: { base: { type: "geojson", data: new URL(`${BASE}geo/base.json`, location.href).href, maxzoom: 4, tolerance: 0.2 } },
  layers: [
    { id: "water", type: "background", paint: { "background-color": "#dfe8ea" } },
    { id: "land", type: "fill", source: "base", filter: kind("land"), paint: { "fill-color": "#f2f0eb", "fill-antialias": false } },
    { id: "units", type: "line", source: "base", filter: kind("unit"), paint: { "line-color": "#c4beb2", "line-width": 0.8 } },
    { id: "borders", type: "line", source: "base", filter: kind("border"), paint: { "line-color": "#7b766b", "line-width": 1.1 } },
  ],
});

function layers(map: maplibre.Map): void {
  map.addSource("incidents", { type: "geojson", data: NOTHING });
  map.addLayer({
    id: "areas", type: "circle", source: "incidents", minzoom: 5,
    filter: vague,
    paint: { "circle-radius": areaRadius, "circle-color": classColour, "circle-opacity": 0.07, "circle-stroke-color": classColour, "circle-stroke-width": 1, "circle-stroke-opacity": 0.45 },
  });
  for (const kind of Object.keys(CLASSES)) {
    for (const hollow of [false, true]) {
      const drawn = shape(kind, hollow);
      if (drawn) map.addImage(hollow ? `${kind}-hollow` : kind, drawn, { pixelRatio: 2 });
    }
  }
  map.addLayer({
    id: "incidents", type: "symbol", source: "incidents",
    layout: { "icon-image": image, "icon-size": imageSize, "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["-", 0, known] as unknown as maplibre.ExpressionSpecification },
    paint: { "icon-opacity": ["case", ["get", "precise"], 0.95, 0.7] as unknown as maplibre.ExpressionSpecification },
  });
  map.addLayer({
    id: "picked", type: "circle", source: "incidents", filter: ["==", ["get", "n"], -1],
    paint: { "circle-radius": 15, "circle-color": "#00000000", "circle-stroke-color": "#b34c0c", "circle-stroke-width": 3.5 },
  });
}

const vague = ["!", ["get", "precise"]] as unknown as maplibre.FilterSpecification;

/** Far views of many incidents show density, near ones single marks; few are always single. */
function suit(map: maplibre.Map, many: boolean): void {
  map.setLayerZoomRange("incidents", many ? NEAR : 0, 24);
  map.setLayerZoomRange("areas", many ? NEAR : 5, 24);
}

/** The density of many incidents as a picture under the marks; gives what paints it anew for other days. */
function dense(map: maplibre.Map, points: Points, days: [number, number] | null): ((days: [number, number] | null) => void) | null {
  if (map.getLayer("density")) map.removeLayer("density");
  if (map.getSource("density")) map.removeSource("density");
  const frame: Field | null = points.id.length > MANY ? field(points) : null;
  if (!frame) return null;
  const starts = Float64Array.from(points.start, (day) => (day ? Date.parse(day) / 86_400_000 : NaN));
  const within = (days: [number, number] | null) => (n: number): boolean => !days || (starts[n]! >= days[0] && starts[n]! <= days[1]);
  const canvas = document.createElement("canvas");
  const darkest = paint(canvas, frame, within(days), null);
  map.addSource("density", { type: "canvas", canvas, coordinates: frame.corners, animate: false });
  map.addLayer({ id: "density", type: "raster", source: "density", maxzoom: NEAR + 0.6, paint: { "raster-fade-duration": 0, "raster-opacity": ["interpolate", ["linear"], ["zoom"], NEAR, 1, NEAR + 0.6, 0] } }, "areas");
  return (chosen) => {
    paint(canvas, frame, within(chosen), darkest);
    const source = map.getSource("density") as maplibre.CanvasSource | undefined;
    source?.play();
    source?.pause();
    map.triggerRepaint();
  };
}

function labels(map: maplibre.Map, holder: HTMLElement): () => void {
  // Names are page elements, so that the browser shapes Arabic and no glyph server is needed.
  const marks = vocabulary.value.admin1
    .filter((unit) => ["IQ", "SY"].includes(unit.country))
    .map((unit) => {
      const element = document.createElement("span");
      element.className = "place-label";
      element.textContent = language.value === "ar" ? unit.name_ar : unit.name;
      return new maplibre.Marker({ element, anchor: "center" }).setLngLat([unit.lon, unit.lat]).addTo(map);
    });
  const show = (): void => void holder.classList.toggle("far", map.getZoom() < 4.6);
  // Of names that would lie on one another the later one is left out until the view is nearer.
  const part = (): void => {
    const taken: DOMRect[] = [];
    for (const mark of marks) {
      const box = mark.getElement().getBoundingClientRect();
      const free = taken.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
      mark.getElement().style.visibility = free ? "visible" : "hidden";
      if (free) taken.push(box);
    }
  };
  map.on("zoom", show);
  map.on("zoomend", part);
  show();
  part();
  return () => {
    map.off("zoom", show);
    map.off("zoomend", part);
    marks.forEach((mark) => mark.remove());
  };
}

const source = (map: maplibre.Map | null, name: string) => map?.getSource(name) as maplibre.GeoJSONSource | undefined;

function Legend(props: { many: boolean }) {
  return (
    <details class="legend" open={window.innerWidth > 900}>
      <summary>{t("precisionLegend")}</summary>
      <ul>
        {Object.keys(CLASSES).map((kind) => <li key={kind}><ClassMark of={kind} /> {classLabel(kind)}</li>)}
        <li><span class="ring" /> {t("area")}</li>
        <li><small>{t("hollow")} · {t("larger")}</small></li>
        {props.many && <li><span class="ramp" /> <small>{t("density")}</small></li>}
      </ul>
    </details>
  );
}

export function IncidentMap(props: { points: Points; days: [number, number] | null; picked: number | null; near: number | null; onPick: (n: number[]) => void }) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<maplibre.Map | null>(null);
  const [failed, setFailed] = useState(false);
  const [ready, setReady] = useState(false);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    if (!holder.current) return;
    let made: maplibre.Map;
    try {
      made = new maplibre.Map({ container: holder.current, style: style(), center: HOME, zoom: 5, attributionControl: false, fadeDuration: 0, locale: { "Map.Title": t("map"), "NavigationControl.ZoomIn": t("zoomIn"), "NavigationControl.ZoomOut": t("zoomOut"), "ScaleControl.Kilometers": t("km"), "ScaleControl.Meters": t("metres") }, dragRotate: false, pitchWithRotate: false, cooperativeGestures: false });
    } catch {
      setFailed(true);
      return;
    }
    map.current = made;
    made.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-left");
    made.addControl(new maplibre.ScaleControl({}), "bottom-left");
    made.once("style.load", () => {
      layers(made);
      setReady(true);
      made.once("idle", () => setDrawn(true));
    });
    made.on("click", (event) => {
      const near = 6;
      const { x, y } = event.point;
      const hits = made.getLayer("incidents") ? made.queryRenderedFeatures([[x - near, y - near], [x + near, y + near]], { layers: ["incidents"] }) : [];
      props.onPick([...new Set(hits.map((hit) => hit.properties.n as number))]);
    });
    return () => made.remove();
  }, []);

  const many = props.points.id.length > MANY;
  useEffect(() => {
    // Single marks of many are seen near only: they wait until the far view is drawn.
    if (!ready || (many && !drawn)) return;
    source(map.current, "incidents")?.setData(pointsCollection(props.points));
  }, [props.points, ready, many && drawn]);

  const repaint = useRef<((days: [number, number] | null) => void) | null>(null);
  useEffect(() => {
    if (!ready || !map.current) return;
    suit(map.current, many);
    repaint.current = dense(map.current, props.points, props.days);
  }, [props.points, ready]);

  useEffect(() => {
    if (!ready || !map.current || !holder.current) return;
    return labels(map.current, holder.current);
  }, [ready, language.value, vocabulary.value]);

  useEffect(() => {
    if (!ready || !map.current) return;
    // Filtering in the renderer, without new data, keeps brushing smooth.
    const between: maplibre.FilterSpecification | null = props.days
      ? ["all", [">=", ["get", "day"], props.days[0]], ["<=", ["get", "day"], props.days[1]]]
      : null;
    map.current.setFilter("incidents", between);
    repaint.current?.(props.days);
    map.current.setFilter("areas", (between ? ["all", vague, between] : vague) as maplibre.FilterSpecification);
  }, [props.days, ready]);

  useEffect(() => {
    if (ready) map.current?.setFilter("picked", ["==", ["get", "n"], props.picked ?? -1]);
  }, [props.picked, ready]);

  useEffect(() => {
    const n = props.near;
    const lat = n == null ? null : props.points.lat[n], lon = n == null ? null : props.points.lon[n];
    if (!ready || lat == null || lon == null) return;
    map.current?.jumpTo({ center: [lon, lat], zoom: Math.max(map.current.getZoom(), 8) });
  }, [props.near, ready]);

  if (failed) return <p class="notice">{t("noWebgl")}</p>;
  return (
    <figure class="map">
      <div class="map-frame">
        <div ref={holder} class="map-canvas" role="application" aria-label={t("map")} data-ready={ready} data-drawn={drawn} />
        <Legend many={many} />
      </div>
      <figcaption>{t("areaNote")} {t("base")}</figcaption>
    </figure>
  );
}
