import { Icon } from "#web/ui/icon.tsx";

export type StepState = "done" | "current" | "todo";

export function Steps({
  label,
  steps,
}: {
  label: string;
  steps: readonly { label: string; state: StepState }[];
}) {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li class={`step step-${step.state}`} aria-current={step.state === "current" ? "step" : undefined}>
          <span class="step-number">{step.state === "done" ? <Icon name="check" /> : index + 1}</span>
          {step.label}
          {step.state === "done" && <span class="visually-hidden"> (fait)</span>}
        </li>
      ))}
    </ol>
  );
}
