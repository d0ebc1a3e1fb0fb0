// Names of governorates over the map: page elements, so that the browser shapes Arabic and no glyph server is asked.
import * as maplibre from "maplibre-gl";
import { vocabulary } from "../api";
import { language } from "../i18n";

const FAR = 4.6;
// Where a name may stand beside its centre, in its own heights and widths: on it, above, below, to either side.
const BESIDE: [across: number, down: number][] = [[0, 0], [0, -1.1], [0, 1.1], [-0.75, 0], [0.75, 0]];
const MARK = 7;

type Box = [left: number, top: number, right: number, bottom: number];
const apart = (a: Box, b: Box): boolean => a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3];

interface Named { marker: maplibre.Marker; width: number; height: number; at: maplibre.LngLat }

function named(map: maplibre.Map): Named[] {
  const units = vocabulary.value.admin1.filter((unit) => ["IQ", "SY"].includes(unit.country));
  const markers = units.map((unit) => {
    const element = document.createElement("span");
    element.className = "place-label";
    element.textContent = language.value === "ar" ? unit.name_ar : unit.name;
    return new maplibre.Marker({ element, anchor: "center" }).setLngLat([unit.lon, unit.lat]).addTo(map);
  });
  return markers.map((marker) => ({ marker, width: marker.getElement().offsetWidth, height: marker.getElement().offsetHeight, at: marker.getLngLat() }));
}

/** Shows the names; `spots` tells where marks lie, which they should keep clear of. Gives what removes them. */
export function labels(map: maplibre.Map, holder: HTMLElement, spots: () => [x: number, y: number][]): () => void {
  const names = named(map);
  const part = (): void => {
    const marks = spots().map(([x, y]): Box => [x - MARK, y - MARK, x + MARK, y + MARK]);
    const taken: Box[] = [];
    for (const { marker, width, height, at } of names) {
      const { x, y } = map.project(at);
      const boxes = BESIDE.map(([across, down]): Box => [x + across * width - width / 2, y + down * height - height / 2, x + across * width + width / 2, y + down * height + height / 2]);
      // A name keeps clear of marks where it can; of names that would lie on one another the later is left out.
      const free = boxes.map((box) => taken.every((other) => apart(box, other)));
      const clear = boxes.findIndex((box, n) => free[n] && marks.every((mark) => apart(box, mark)));
      const best = clear >= 0 ? clear : free[0] ? 0 : -1;
      marker.getElement().style.visibility = best < 0 ? "hidden" : "visible";
      if (best < 0) continue;
      marker.setOffset([BESIDE[best]![0] * width, BESIDE[best]![1] * height]);
      taken.push(boxes[best]!);
    }
  };
  const show = (): void => void holder.classList.toggle("far", map.getZoom() < FAR);
  map.on("zoom", show);
  map.on("moveend", part);
  show();
  part();
  return () => {
    map.off("zoom", show);
    map.off("moveend", part);
    names.forEach(({ marker }) => marker.remove());
  };
}
