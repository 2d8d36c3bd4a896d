import { foundLetters } from "#domain/found-letters.ts";

/** A name, with the letters that the search found. */
export function Marked({ text, search }: { text: string; search: string }) {
  return (
    <>{foundLetters(text, search).map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>
  );
}
