import { fieldId } from "#web/ui/field.tsx";

/** `name` is the field's, absent when the error is the whole form's. */
export interface FormError {
  readonly name?: string | undefined;
  readonly text: string;
}

interface ErrorSummaryProps {
  /** In the order of the form. */
  errors: readonly FormError[];
}

export function ErrorSummary({ errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <p class="notice-title">
        {errors.length === 1 ? "Un point est à corriger" : `${errors.length} points sont à corriger`}
      </p>
      <ul>
        {errors.map(({ name, text }) => (
          <li>
            {name ? (
              <a href={`#${fieldId(name)}`} data-turbo="false">
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
