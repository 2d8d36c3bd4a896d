import { fieldId } from "#web/ui/field.tsx";

interface ErrorSummaryProps {
  /** In the order of the form. An error of the whole form has no field's `name`. */
  errors: readonly { name?: string | undefined; text: string }[];
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
