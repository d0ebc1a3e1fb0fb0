// One shape a class of events, drawn once: filled where a toll is known, else hollow.
import { CLASSES } from "./marks";

export const SIZE = 32;

function star(context: CanvasRenderingContext2D, points: number, outer: number, inner: number): void {
  for (let n = 0; n < 2 * points; n++) {
    const radius = n % 2 ? inner : outer;
    const angle = (n * Math.PI) / points - Math.PI / 2;
    context.lineTo(SIZE / 2 + radius * Math.cos(angle), SIZE / 2 + radius * Math.sin(angle));
  }
}

function polygon(context: CanvasRenderingContext2D, corners: [number, number][]): void {
  corners.forEach(([x, y]) => context.lineTo(x, y));
}

const PATHS: Record<string, (context: CanvasRenderingContext2D) => void> = {
  battles: (c) => polygon(c, [[5, 10], [10, 5], [16, 11], [22, 5], [27, 10], [21, 16], [27, 22], [22, 27], [16, 21], [10, 27], [5, 22], [11, 16]]),
  explosions: (c) => star(c, 8, 14, 7.5),
  violence_against_civilians: (c) => c.arc(SIZE / 2, SIZE / 2, 11, 0, 2 * Math.PI),
  protests: (c) => polygon(c, [[6, 6], [26, 6], [26, 26], [6, 26]]),
  riots: (c) => polygon(c, [[16, 4], [29, 27], [3, 27]]),
  strategic: (c) => polygon(c, [[16, 2], [30, 16], [16, 30], [2, 16]]),
};

// Drawn finer than it is shown, for screens with more dots and for deadly incidents.
const FINE = 2;

/** The mark of a class, hollow where no toll is known. */
export function shape(kind: string, hollow: boolean): HTMLCanvasElement | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE * FINE;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(FINE, FINE);
  const colour = CLASSES[kind]?.colour ?? "#000048";
  context.beginPath();
  PATHS[kind]?.(context);
  context.closePath();
  context.lineJoin = "round";
  // A light rim keeps marks apart where they lie on one another.
  context.lineWidth = 5;
  context.strokeStyle = "#ffffff";
  context.stroke();
  context.fillStyle = hollow ? "#ffffffb0" : colour;
  context.fill();
  context.lineWidth = 2.2;
  context.strokeStyle = colour;
  context.stroke();
  return canvas;
}
