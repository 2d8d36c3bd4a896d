import { type CalendarDate, frenchDate, parseCalendarDate } from "#domain/calendar.ts";
import {
  describedBy,
  Field,
  FieldError,
  FieldHint,
  type FieldProps,
  fieldId,
  RequiredMark,
} from "#web/ui/field.tsx";

interface InputProps extends FieldProps {
  autocomplete?: string | undefined;
  autofocus?: boolean | undefined;
}

interface TextProps extends InputProps {
  value?: string | undefined;
  maxlength?: number | undefined;
  inputmode?: "text" | "numeric" | undefined;
  readonly?: boolean | undefined;
}

function inputAttributes(props: InputProps) {
  const { name, id = fieldId(name), required, autocomplete, autofocus } = props;
  return { id, name, required, autocomplete, autofocus, ...describedBy(id, props) };
}

export function TextField(props: TextProps) {
  return (
    <Field {...props}>
      <input
        type="text"
        value={props.value}
        maxlength={props.maxlength}
        inputmode={props.inputmode}
        readonly={props.readonly}
        {...inputAttributes(props)}
      />
    </Field>
  );
}

export function TextAreaField(props: InputProps & { value?: string | undefined; rows?: number }) {
  return (
    <Field {...props}>
      <textarea rows={props.rows ?? 6} spellcheck={false} {...inputAttributes(props)}>
        {props.value}
      </textarea>
    </Field>
  );
}

export function EmailField(props: InputProps & { value?: string | undefined }) {
  return (
    <Field {...props}>
      <input type="email" value={props.value} spellcheck={false} {...inputAttributes(props)} />
    </Field>
  );
}

interface PasswordProps extends InputProps {
  autocomplete: "current-password" | "new-password";
  /** The address that judges the password as it is typed. */
  strength?: string | undefined;
}

/** It takes no value: a page never sends a password back. */
export function PasswordField(props: PasswordProps) {
  const input = <input type="password" maxlength={128} {...inputAttributes(props)} />;
  if (!props.strength) return <Field {...props}>{input}</Field>;
  return (
    <Field {...props}>
      <password-strength action={props.strength}>
        {input}
        <p role="status" />
      </password-strength>
    </Field>
  );
}

interface DateProps extends InputProps {
  /** A date, or the text that was typed instead. */
  value?: string | undefined;
  min?: CalendarDate | undefined;
  max?: CalendarDate | undefined;
}

/**
 * A text field, typed as jj/mm/aaaa: a date input follows the browser's language and drops what was mistyped.
 * With a script the browser's own calendar stands beside it, for the mouse.
 */
export function DateField(props: DateProps) {
  const { value, min, max, hint = "jj/mm/aaaa, par exemple 03/04/1985." } = props;
  const date = value && parseCalendarDate(value);
  return (
    <Field {...props} hint={hint}>
      <date-field>
        <input
          type="text"
          inputmode="numeric"
          maxlength={10}
          value={date ? frenchDate(date) : value}
          {...inputAttributes({ ...props, hint })}
        />
        <input type="date" form="" tabindex={-1} aria-hidden={true} value={date} min={min} max={max} />
      </date-field>
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

interface SelectProps extends InputProps {
  options: readonly Choice[];
  value?: string | undefined;
  /** The first option, which chooses nothing: « Choisir un profil ». */
  prompt?: string | undefined;
}

export function SelectField(props: SelectProps) {
  return (
    <Field {...props}>
      <select {...inputAttributes(props)}>
        {props.prompt !== undefined && <option value="">{props.prompt}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface RadioProps extends FieldProps {
  options: readonly Choice[];
  value?: string | undefined;
  /** On one line, for two or three short words. */
  inline?: boolean | undefined;
}

export function RadioGroup(props: RadioProps) {
  const { name, label, hint, error, required, id = fieldId(name) } = props;
  return (
    <fieldset
      class={error ? "field field-wrong" : "field"}
      aria-describedby={describedBy(id, props)["aria-describedby"]}
    >
      <legend class="field-label">
        {label} {required && <RequiredMark />}
      </legend>
      <FieldHint id={id} hint={hint} />
      <div class={props.inline ? "choices-inline" : undefined}>
        {props.options.map((option, index) => (
          <ChoiceLine
            type="radio"
            choice={option}
            name={name}
            id={index === 0 ? id : `${id}-${index}`}
            checked={option.value === props.value}
            required={required}
          />
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

export function CheckboxField(
  props: Omit<FieldProps, "hint"> & { value?: string; hint?: string; checked?: boolean | undefined },
) {
  const { name, label, hint, error, value = "oui", id = fieldId(name) } = props;
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <ChoiceLine
        type="checkbox"
        choice={{ value, label, hint }}
        name={name}
        id={id}
        checked={props.checked}
        required={props.required}
      />
      <FieldError id={id} error={error} />
    </div>
  );
}

interface ChoiceLineProps {
  type: "radio" | "checkbox";
  choice: Choice;
  name: string;
  id: string;
  checked: boolean | undefined;
  required: boolean | undefined;
}

function ChoiceLine({ type, choice, name, id, checked, required }: ChoiceLineProps) {
  const hintId = choice.hint ? `${id}-precision` : undefined;
  return (
    <div class="choice">
      <input
        type={type}
        name={name}
        id={id}
        checked={checked}
        required={required}
        value={choice.value}
        aria-describedby={hintId}
      />
      <label for={id}>{choice.label}</label>
      {choice.hint && (
        <p class="field-hint" id={hintId}>
          {choice.hint}
        </p>
      )}
    </div>
  );
}

interface FileProps extends FieldProps {
  /** For instance `.xml,.zip`. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
}

export function FileField(props: FileProps) {
  const { accept, multiple } = props;
  return (
    <Field {...props}>
      <drop-zone class="drop-zone">
        <p class="drop-zone-invitation">
          {multiple ? "Déposez les fichiers ici, ou" : "Déposez le fichier ici, ou"}
        </p>
        <input type="file" accept={accept} multiple={multiple} {...inputAttributes(props)} />
        <div class="drop-zone-files" role="status" />
      </drop-zone>
    </Field>
  );
}
