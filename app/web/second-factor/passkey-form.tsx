import type { Child } from "hono/jsx";

interface PasskeyFormProps {
  action: string;
  /** What the browser is asked, as JSON. */
  options: string;
  /** A new key, rather than the proof of a known one. */
  creates?: boolean;
  /** Turbo shows no page in answer to a form. */
  answersPage?: boolean;
  withoutJavaScript: string;
  /** Its fields and its button. */
  children: Child;
}

export function PasskeyForm(props: PasskeyFormProps) {
  return (
    <passkey-form options={props.options} creates={props.creates}>
      <form method="post" action={props.action} data-turbo={props.answersPage ? "false" : undefined}>
        {/* The browser's answer. */}
        <input type="hidden" name="answer" />
        {props.children}
        <p class="passkey-status" role="status" />
      </form>
      <p class="passkey-without-script">{props.withoutJavaScript}</p>
    </passkey-form>
  );
}
