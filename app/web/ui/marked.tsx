import type { Piece } from "#domain/people/found-letters.ts";

export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, found }) => (found ? <mark>{text}</mark> : text))}</>;
}
