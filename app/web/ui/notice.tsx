import type { Child } from "hono/jsx";
import { Icon, type IconName } from "#web/ui/icon.tsx";

export type NoticeKind = "done" | "question" | "problem";

const signs: Record<NoticeKind, { icon: IconName; word: string }> = {
  done: { icon: "check", word: "C’est fait" },
  question: { icon: "question", word: "Question" },
  problem: { icon: "problem", word: "Problème" },
};

interface NoticeProps {
  kind: NoticeKind;
  title?: string | undefined;
  /** Takes the focus when the page opens: screen readers then read the answer to an action. */
  focus?: boolean | undefined;
  children?: Child;
}

export function Notice({ kind, title, focus, children }: NoticeProps) {
  const { icon, word } = signs[kind];
  return (
    <div
      class={`notice notice-${kind}`}
      role={focus ? (kind === "problem" ? "alert" : "status") : undefined}
      tabindex={focus ? -1 : undefined}
      autofocus={focus}
    >
      <span class="notice-sign">
        <Icon name={icon} />
        <span class="visually-hidden">{word} : </span>
      </span>
      <div class="notice-text">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
