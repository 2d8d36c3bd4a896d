import type { Child } from "hono/jsx";

interface Fact {
  term: string;
  value: Child;
  note?: Child;
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ term, value, note }) => (
        <div>
          <dt>{term}</dt>
          <dd>
            {value ?? <span class="absent">non renseigné</span>}
            {note && <span class="fact-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
