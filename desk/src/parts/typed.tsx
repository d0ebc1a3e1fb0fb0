// A field of words, acted on when the typing pauses, on Enter and on leaving: one step back for each filter given.
import { useLayoutEffect, useRef } from "preact/hooks";

const PAUSE_MS = 450;

interface TypedProps {
  words: string;
  /** Told what stands in the field; `again`: in place of what was told since the field was entered. */
  onWords: (words: string, again: boolean) => void;
  list?: string;
  name?: string;
  label?: string;
  hint?: string;
  focused?: boolean;
}

export function Typed(props: TypedProps) {
  const field = useRef<HTMLInputElement>(null);
  const told = useRef<string | null>(null);
  const again = useRef(false);
  const waiting = useRef(0);
  // What other hands set is shown; what was typed here is not written over.
  useLayoutEffect(() => {
    if (!field.current || props.words === told.current) return;
    clearTimeout(waiting.current);
    told.current = props.words;
    field.current.value = props.words;
  }, [props.words]);
  useLayoutEffect(() => {
    if (props.focused) field.current?.focus();
    return () => clearTimeout(waiting.current);
  }, []);
  const tell = (): boolean => {
    clearTimeout(waiting.current);
    const words = field.current?.value.trim() ?? "";
    if (words === told.current) return false;
    told.current = words;
    props.onWords(words, again.current);
    again.current = true;
    return true;
  };
  const typed = (event: Event): void => {
    clearTimeout(waiting.current);
    // A choice from the list is whole; what is typed may go on.
    if (!(event instanceof InputEvent) || event.inputType === "insertReplacementText") tell();
    else waiting.current = window.setTimeout(tell, PAUSE_MS);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    // No form is sent by it.
    event.preventDefault();
    if (tell()) event.stopPropagation();
    again.current = false;
  };
  const left = (): void => {
    tell();
    again.current = false;
  };
  return (
    <input
      ref={field} type="search" dir="auto" onInput={typed} onKeyDown={pressed} onBlur={left}
      list={props.list} name={props.name} aria-label={props.label} placeholder={props.hint}
    />
  );
}
