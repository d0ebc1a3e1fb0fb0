// Keys by the letter that is printed on them: commands work on an Arabic keyboard as on a Latin one.

/** The Latin letter of a key press, whatever layout is on; the key's own name where it is no letter. */
export function letter(event: KeyboardEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(event.code);
  return place && event.key.length <= 2 ? place[1]!.toLowerCase() : event.key;
}

/** Whether a press is meant for a field, or for the browser. */
export const isTyping = (event: KeyboardEvent): boolean =>
  Boolean((event.target as Element).closest?.("input:not([type=checkbox]):not([type=range]), select, textarea")) || event.ctrlKey || event.metaKey || event.altKey;
