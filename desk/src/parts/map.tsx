// The map: countries and first-level units from shipped geometry, incidents as areas and marks.
import type { FeatureCollection } from "geojson";
import * as maplibre from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import { classLabel, classOf, vocabulary, type Points } from "../api";
import { language, t } from "../i18n";
import { BASE } from "../route";
import { CLASSES, ClassMark } from "./marks";
import { shape } from "./shapes";

maplibre.setWorkerUrl(new URL(workerUrl, location.href).href);

const HOME: maplibre.LngLatLike = [41.5, 34.6];

async function geometry(name: string, object: string): Promise<FeatureCollection> {
  const topology = (await (await fetch(`${BASE}geo/${name}.topo.json`)).json()) as Topology;
  return feature(topology, topology.objects[object]!) as unknown as FeatureCollection;
}

function inside(point: [number, number], ring: number[][]): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number];
    const [xj, yj] = ring[j] as [number, number];
    if (yi > point[1] !== yj > point[1] && point[0] < ((xj - xi) * (point[1] - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

/** Units named as the gazetteer names them: by which of its centres lies in which polygon. */
export async function namedUnits(): Promise<FeatureCollection> {
  const units = await geometry("admin1", "admin1");
  for (const unit of units.features) {
    const rings = unit.geometry.type === "MultiPolygon" ? unit.geometry.coordinates.map((p) => p[0]!) : unit.geometry.type === "Polygon" ? [unit.geometry.coordinates[0]!] : [];
    const known = vocabulary.value.admin1.find((place) => rings.some((ring) => inside([place.lon, place.lat], ring)));
    unit.properties = { ...unit.properties, unit: known?.name ?? "", ar: known?.name_ar ?? "", en: known?.name ?? unit.properties?.name };
  }
  return units;
}

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

const style: maplibre.StyleSpecification = {
  version: 8,
  sources: {},
  layers: [{ id: "water", type: "background", paint: { "background-color": "#dfe8ea" } }],
};

function layers(map: maplibre.Map): void {
  map.addLayer({ id: "land", type: "fill", source: "countries", paint: { "fill-color": "#f2f0eb" } });
  map.addLayer({ id: "units", type: "line", source: "units", paint: { "line-color": "#b9b3a6", "line-width": 0.8, "line-dasharray": [3, 2] } });
  map.addLayer({ id: "borders", type: "line", source: "countries", paint: { "line-color": "#7b766b", "line-width": 1.1 } });
  map.addLayer({
    id: "areas", type: "circle", source: "incidents", minzoom: 5,
    filter: vague,
    paint: { "circle-radius": areaRadius, "circle-color": classColour, "circle-opacity": 0.07, "circle-stroke-color": classColour, "circle-stroke-width": 1, "circle-stroke-opacity": 0.45 },
  });
  map.addLayer({
    id: "density", type: "heatmap", source: "incidents", maxzoom: NEAR + 0.6,
    paint: {
      "heatmap-radius": ["interpolate", ["linear"], ["zoom"], 3, 6, 7, 26],
      "heatmap-intensity": ["interpolate", ["linear"], ["zoom"], 3, 0.02, 7, 0.12],
      "heatmap-opacity": 0.75,
      // One hue from pale to dark: more is darker, not more dreadful.
      "heatmap-color": ["interpolate", ["linear"], ["heatmap-density"], 0, "rgba(29,78,95,0)", 0.15, "#bfd6dc", 0.5, "#5f9aab", 0.85, "#1d4e5f", 1, "#0c2833"],
    },
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
function suit(map: maplibre.Map, count: number): void {
  const many = count > MANY;
  map.setLayoutProperty("density", "visibility", many ? "visible" : "none");
  map.setLayerZoomRange("incidents", many ? NEAR : 0, 24);
  map.setLayerZoomRange("areas", many ? NEAR : 5, 24);
  // The darkest is for the densest, however many there are in all.
  const each = MANY / Math.max(count, MANY);
  map.setPaintProperty("density", "heatmap-intensity", ["interpolate", ["linear"], ["zoom"], 3, 0.04 * each, 7, 0.3 * each]);
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
  map.on("zoom", show);
  show();
  return () => marks.forEach((mark) => mark.remove());
}

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

  useEffect(() => {
    if (!holder.current) return;
    let made: maplibre.Map;
    try {
      made = new maplibre.Map({ container: holder.current, style, center: HOME, zoom: 5, attributionControl: false, dragRotate: false, pitchWithRotate: false, cooperativeGestures: false });
    } catch {
      setFailed(true);
      return;
    }
    map.current = made;
    made.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-left");
    made.addControl(new maplibre.ScaleControl({}), "bottom-left");
    made.on("load", async () => {
      const [countries, units] = await Promise.all([geometry("countries", "countries"), namedUnits()]);
      made.addSource("countries", { type: "geojson", data: countries });
      made.addSource("units", { type: "geojson", data: units });
      made.addSource("incidents", { type: "geojson", data: pointsCollection(props.points) });
      layers(made);
      setReady(true);
    });
    made.on("click", (event) => {
      const near = 6;
      const { x, y } = event.point;
      const hits = made.getLayer("incidents") ? made.queryRenderedFeatures([[x - near, y - near], [x + near, y + near]], { layers: ["incidents"] }) : [];
      props.onPick([...new Set(hits.map((hit) => hit.properties.n as number))]);
    });
    return () => made.remove();
  }, []);

  useEffect(() => {
    if (!ready) return;
    (map.current?.getSource("incidents") as maplibre.GeoJSONSource | undefined)?.setData(pointsCollection(props.points));
    if (map.current) suit(map.current, props.points.id.length);
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
    map.current.setFilter("density", between);
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
        <div ref={holder} class="map-canvas" role="application" aria-label={t("map")} data-ready={ready} />
        <Legend many={props.points.id.length > MANY} />
      </div>
      <figcaption>{t("areaNote")} {t("base")}</figcaption>
    </figure>
  );
}
