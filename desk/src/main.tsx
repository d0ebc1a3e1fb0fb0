import "@fontsource/noto-naskh-arabic/400.css";
import "@fontsource/noto-naskh-arabic/700.css";
import "@fontsource/noto-sans-arabic/400.css";
import "@fontsource/noto-sans-arabic/700.css";
import { render } from "preact";
import { App, start } from "./app";
import "./style.css";

start();
render(<App />, document.getElementById("desk")!);
