import type { Child } from "hono/jsx";
import type { CalendarDate } from "#domain/calendar.ts";
import type { Choice } from "#web/ui/fields.tsx";

interface SearchFormProps {
  action: string;
  /** The frame that holds the results. */
  frame: string;
  label: string;
  name?: string | undefined;
  query?: string | undefined;
  /** What the search keeps in the address: sort order, tab. */
  hidden?: Readonly<Record<string, string | undefined>> | undefined;
  /** For `HiddenFields` outside of the form. */
  id?: string | undefined;
  /** `Filter` and `MoreFilters`. */
  children?: Child;
}

/** Searches at every letter typed; without a script, when its button is pressed. */
export function SearchForm({
  action,
  frame,
  label,
  name = "q",
  query,
  hidden = {},
  id,
  children,
}: SearchFormProps) {
  return (
    <live-search frame={frame}>
      <form
        id={id}
        class="toolbar"
        role="search"
        method="get"
        action={action}
        data-turbo-frame={frame}
        data-turbo-action="replace"
      >
        <HiddenFields values={hidden} />
        <div class="toolbar-field toolbar-search">
          <label for={`filtre-${name}`}>{label}</label>
          <input
            type="search"
            id={`filtre-${name}`}
            name={name}
            value={query}
            autocomplete="off"
            spellcheck={false}
            data-key="/"
          />
        </div>
        {children}
        <button class="button button-secondary" type="submit">
          Rechercher
        </button>
      </form>
      <p class="visually-hidden" role="status" />
    </live-search>
  );
}

interface HiddenFieldsProps {
  values: Readonly<Record<string, string | undefined>>;
  /** The form's id, for fields outside of it: the results hold them, which know the present order. */
  form?: string | undefined;
}

export function HiddenFields({ values, form }: HiddenFieldsProps) {
  return (
    <>
      {Object.entries(values).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} form={form} />,
      )}
    </>
  );
}

/** Filters of rarer use, on a line of their own. */
export function MoreFilters({ open, children }: { open: boolean; children?: Child }) {
  return (
    <>
      <details class="toolbar-more" open={open}>
        <summary class="button button-secondary">Filtres</summary>
      </details>
      <div class="toolbar-panel">{children}</div>
    </>
  );
}

interface FilterProps {
  name: string;
  label: string;
  options: readonly Choice[];
  value?: string | undefined;
  /** The option that filters nothing: « Tous les profils ». */
  all: string;
}

export function Filter({ name, label, options, value, all }: FilterProps) {
  return (
    <div class="toolbar-field">
      <label for={`filtre-${name}`}>{label}</label>
      <select id={`filtre-${name}`} name={name}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DateFilterProps {
  name: string;
  label: string;
  value?: CalendarDate | undefined;
}

export function DateFilter({ name, label, value }: DateFilterProps) {
  return (
    <div class="toolbar-field">
      <label for={`filtre-${name}`}>{label}</label>
      <input type="date" id={`filtre-${name}`} name={name} value={value} />
    </div>
  );
}

/** What a search refreshes. Links in it open a whole page unless they name the frame. */
export function ResultsFrame({ id, children }: { id: string; children?: Child }) {
  return (
    <turbo-frame id={id} target="_top" class="results">
      {children}
    </turbo-frame>
  );
}

/** Makes a link refresh a frame and still write its address in the bar. */
export function frameLink(frame: string | undefined) {
  return frame ? { "data-turbo-frame": frame, "data-turbo-action": "advance" } : {};
}
