// A day to give: what is typed is held until the field is left or Enter is pressed; a choice from the browser's calendar counts at once.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

// A year is 2, 20 and 202 while 2021 is typed.
const FIRST_YEAR = 1900;

// What opens the calendar or goes from part to part types nothing.
const STILL = [" ", "F4", "Tab", "Shift", "Alt", "Control", "Meta", "ArrowLeft", "ArrowRight", "Escape"];

const whole = (field: HTMLInputElement): boolean =>
  !field.validity.badInput && (field.value === "" || Number(field.value.slice(0, field.value.indexOf("-"))) >= FIRST_YEAR);

/** `again` tells that the day stands in place of one told since the field was entered. */
export function DayInput(props: { day: string; onDay: (day: string, again: boolean) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const typed = useRef(false);
  const again = useRef(false);
  const [, leave] = useState(0);
  useLayoutEffect(() => {
    // What other hands set waits while someone is in the field.
    const shown = field.current;
    if (!shown || document.activeElement === shown) return;
    if (shown.value !== props.day || shown.validity.badInput) shown.value = props.day;
  });
  const tell = (): void => {
    const given = field.current;
    if (!given || !whole(given)) return;
    typed.current = false;
    if (given.value === props.day) return;
    props.onDay(given.value, again.current);
    again.current = true;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") {
      if (!event.altKey && !STILL.includes(event.key)) typed.current = true;
      return;
    }
    // No form is sent by it.
    event.preventDefault();
    tell();
    again.current = false;
  };
  const left = (): void => {
    // Who turns to another window is still in the field.
    if (document.activeElement === field.current) return;
    if (typed.current) tell();
    typed.current = again.current = false;
    leave((times) => times + 1);
  };
  return <input ref={field} type="date" dir="ltr" onInput={() => void (typed.current || tell())} onKeyDown={pressed} onBlur={left} />;
}
