// A day to give: told when it is whole, so that a year may be typed figure by figure.
import { useRef } from "preact/hooks";

// A browser tells of year 2, 20 and 202 while 2021 is typed.
const FIRST_YEAR = 1900;

const whole = (day: string): boolean => day === "" || Number(day.slice(0, day.indexOf("-"))) >= FIRST_YEAR;

/** `again` tells that the day stands in place of one told since the field was entered. */
export function DayInput(props: { day: string; onDay: (day: string, again: boolean) => void }) {
  const again = useRef(false);
  const given = (event: Event): void => {
    const day = (event.currentTarget as HTMLInputElement).value;
    if (!whole(day)) return;
    props.onDay(day, again.current);
    again.current = true;
  };
  return <input type="date" dir="ltr" value={props.day} onChange={given} onBlur={() => void (again.current = false)} />;
}
