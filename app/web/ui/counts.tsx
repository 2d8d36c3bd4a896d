import type { Child } from "hono/jsx";
import { frenchCount } from "#domain/french.ts";
import { Icon } from "#web/ui/icon.tsx";

export function Counts({ children }: { children?: Child }) {
  return <div class="counts">{children}</div>;
}

interface CountGroupProps {
  count: number;
  /** It agrees with the count: « comptes créés ». */
  label: string;
  /** What this group means for the people in it. */
  hint?: string | undefined;
  /** An answer is awaited: amber. */
  question?: boolean | undefined;
  open?: boolean | undefined;
  /** The people; without them the line does not unfold. */
  children?: Child;
}

/** One line of an import's plan: the count, which unfolds to the people. */
export function CountGroup({ count, label, hint, question, open, children }: CountGroupProps) {
  const className = `count-group ${count === 0 ? "count-none" : question ? "count-question" : ""}`;
  const text = <CountText count={count} label={label} hint={hint} question={question} />;
  if (count === 0 || !children) {
    return (
      <div class={className}>
        <p class="count-line">{text}</p>
      </div>
    );
  }
  return (
    <details class={className} open={open}>
      <summary class="count-line">{text}</summary>
      <div class="count-content">{children}</div>
    </details>
  );
}

function CountText({ count, label, hint, question }: Omit<CountGroupProps, "open" | "children">) {
  return (
    <>
      <span class="count-number">{frenchCount(count)}</span>
      <span class="count-label">
        {label}
        {question && count > 0 && <Icon name="question" />}
        {hint && count > 0 && <span class="count-hint">{hint}</span>}
      </span>
    </>
  );
}

interface ListedName {
  name: string;
  detail?: Child;
}

interface TickListProps {
  /** The form field of the boxes. */
  name: string;
  names: readonly (ListedName & { value: string })[];
  ticked: boolean;
}

/** A box for each person; a script adds buttons that tick or untick all. */
export function TickList({ name, names, ticked }: TickListProps) {
  return (
    <tick-list>
      <ul class="name-list">
        {names.map((listed) => (
          <li>
            <label class="tick">
              <input type="checkbox" name={name} value={listed.value} checked={ticked} />
              {listed.name}
            </label>
            {listed.detail && <span class="name-detail"> {listed.detail}</span>}
          </li>
        ))}
      </ul>
    </tick-list>
  );
}

interface NameListProps {
  names: readonly ListedName[];
  /** How many more there are than the names. */
  others?: number | undefined;
}

export function NameList({ names, others = 0 }: NameListProps) {
  return (
    <ul class="name-list">
      {names.map(({ name, detail }) => (
        <li>
          {name}
          {detail && <span class="name-detail"> {detail}</span>}
        </li>
      ))}
      {others > 0 && <li>et {frenchCount(others)} de plus</li>}
    </ul>
  );
}

interface ChangeLineProps {
  field: string;
  before: string | undefined;
  after: string | undefined;
}

/** « Discipline : Lettres → Lettres modernes ». */
export function ChangeLine({ field, before, after }: ChangeLineProps) {
  return (
    <span class="change">
      <span class="change-field">{field} : </span>
      <span class="visually-hidden">avant, </span>
      {before ? <del>{before}</del> : <span class="absent">vide</span>}
      <Icon name="arrow" />
      <span class="visually-hidden">après, </span>
      {after ? <ins>{after}</ins> : <span class="absent">vide</span>}
    </span>
  );
}
