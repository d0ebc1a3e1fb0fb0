import { defineConfig } from "vite";

// Everything is served from one origin under /desk/: no outside request, no inline script.
export default defineConfig({
  base: "/desk/",
  build: {
    outDir: "../src/rasid/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { proxy: { "/api": "http://127.0.0.1:8350" } },
});
