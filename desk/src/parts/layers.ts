// The base map: countries and first-level units from shipped geometry, asked of nobody else.
import * as maplibre from "maplibre-gl";
import { t } from "../i18n";
import { BASE } from "../route";

const HOME: maplibre.LngLatLike = [41.5, 34.6];

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

/** The map without incidents; north is up and it lies flat, as what is drawn over it takes for granted. */
export function baseMap(holder: HTMLElement): maplibre.Map {
  const map = new maplibre.Map({
    container: holder, style: style(), center: HOME, zoom: 5, minZoom: 2, attributionControl: false, fadeDuration: 0, renderWorldCopies: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, cooperativeGestures: false,
    locale: { "Map.Title": t("map"), "NavigationControl.ZoomIn": t("zoomIn"), "NavigationControl.ZoomOut": t("zoomOut"), "ScaleControl.Kilometers": t("km"), "ScaleControl.Meters": t("metres") },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-left");
  map.addControl(new maplibre.ScaleControl({}), "bottom-left");
  return map;
}
