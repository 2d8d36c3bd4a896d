import type { Child } from "hono/jsx";
import { describedBy, FieldError, FieldHint, fieldId } from "#web/ui/field.tsx";
import { Icon } from "#web/ui/icon.tsx";

interface Division {
  code: string;
  label?: string | undefined;
}

interface ClassPickerProps {
  name: string;
  legend: string;
  divisions: readonly Division[];
  chosen: readonly string[];
  /** The chosen classes that an administrator added: imports keep them. */
  byHand?: readonly string[] | undefined;
  hint?: Child;
  error?: string | undefined;
  id?: string | undefined;
}

/** A CSS counter counts the boxes, without a script. */
export function ClassPicker(props: ClassPickerProps) {
  const { name, legend, divisions, chosen, byHand = [], hint, error, id = fieldId(name) } = props;
  return (
    <fieldset
      class={error ? "class-picker field field-wrong" : "class-picker field"}
      aria-describedby={describedBy(id, props)["aria-describedby"]}
    >
      <legend class="field-label">{legend}</legend>
      <FieldHint id={id} hint={hint} />
      {divisions.length > mostAtAGlance && <ClassSearch legend={legend} />}
      <div class="class-picker-list">
        {divisions.map((division, index) => (
          <ClassBox
            name={name}
            division={division}
            id={index === 0 ? id : `${id}-${index}`}
            checked={chosen.includes(division.code)}
            byHand={byHand.includes(division.code)}
          />
        ))}
      </div>
      <p class="class-picker-count">Classes choisies : </p>
      {byHand.length > 0 && (
        <p class="field-hint class-picker-key">
          <Icon name="pencil" /> ajoutée à la main : les importations la conservent.
        </p>
      )}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

const mostAtAGlance = 15;

/** It belongs to no form: it is not sent, and Enter sends nothing. The stylesheet hides it without a script. */
function ClassSearch({ legend }: { legend: string }) {
  return (
    <class-search>
      <input
        type="search"
        form=""
        placeholder="Chercher une classe"
        aria-label={`Chercher une classe – ${legend}`}
        autocomplete="off"
        spellcheck={false}
      />
    </class-search>
  );
}

interface ClassBoxProps {
  name: string;
  division: Division;
  id: string;
  checked: boolean;
  byHand: boolean;
}

function ClassBox({ name, division: { code, label }, id, checked, byHand }: ClassBoxProps) {
  return (
    <label class="class-box" title={label}>
      <input type="checkbox" name={name} value={code} id={id} checked={checked} />
      <span class="class-box-tick" />
      <span class="class-box-code">{code}</span>
      {byHand && (
        <>
          <Icon name="pencil" />
          <span class="visually-hidden"> ajoutée à la main</span>
        </>
      )}
    </label>
  );
}
