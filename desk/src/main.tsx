import { render } from "preact"; render(<h1>راصد</h1>, document.getElementById("desk")!);
