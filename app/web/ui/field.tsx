import type { Child } from "hono/jsx";
import { Icon } from "#web/ui/icon.tsx";

export interface FieldProps {
  name: string;
  label: string;
  hint?: Child;
  error?: string | undefined;
  required?: boolean | undefined;
  /** Needed where two forms of one page have the same name. */
  id?: string | undefined;
}

/** `ErrorSummary` links to it. */
export function fieldId(name: string): string {
  return `champ-${name.replace(/[^\w-]/g, "-")}`;
}

/** Ties a control to its hint and its error. */
export function describedBy(id: string, { hint, error }: Pick<FieldProps, "hint" | "error">) {
  const ids = [hint && `${id}-aide`, error && `${id}-erreur`].filter(Boolean);
  return {
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
  };
}

export function FieldHint({ id, hint }: { id: string; hint?: Child }) {
  if (!hint) return null;
  return (
    <p class="field-hint" id={`${id}-aide`}>
      {hint}
    </p>
  );
}

export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p class="field-error" id={`${id}-erreur`}>
      <Icon name="problem" />
      <span class="visually-hidden">Erreur : </span>
      {error}
    </p>
  );
}

/** Beside the label, not in it: the control already says to screen readers that it is required. */
export function RequiredMark() {
  return (
    <span class="field-mark" aria-hidden="true">
      obligatoire
    </span>
  );
}

export function Field({
  name,
  label,
  hint,
  error,
  required,
  id = fieldId(name),
  children,
}: FieldProps & { children?: Child }) {
  return (
    <div class={error ? "field field-wrong" : "field"}>
      <div>
        <label class="field-label" for={id}>
          {label}
        </label>
        {required && <RequiredMark />}
      </div>
      <FieldHint id={id} hint={hint} />
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}
