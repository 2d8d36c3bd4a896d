import type { Child } from "hono/jsx";
import { Icon, type IconName } from "#web/ui/icon.tsx";

/** One primary per screen. Destructive is the one main action of a screen that takes something away. */
type ButtonKind = "primary" | "secondary" | "destructive" | "quiet";

interface ButtonProps {
  kind?: ButtonKind | undefined;
  type?: "submit" | "button" | undefined;
  name?: string | undefined;
  value?: string | undefined;
  icon?: IconName | undefined;
  /** Replaces the label while the form is being sent: « Importation en cours… ». */
  busyText?: string | undefined;
  formaction?: string | undefined;
  formmethod?: "get" | "post" | undefined;
  children?: Child;
}

export function Button({
  kind = "primary",
  type = "submit",
  icon,
  busyText,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button class={`button button-${kind}`} type={type} data-turbo-submits-with={busyText} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface LinkBehaviour {
  /** Opens in the page's dialog where there is one, as a page elsewhere. */
  dialog?: boolean | undefined;
  /** Leaves a dialog: closes it, or follows the link when there is none. */
  closesDialog?: boolean | undefined;
  download?: boolean | undefined;
  /** Leads to another site in the end, where Turbo cannot follow. */
  leavesSite?: boolean | undefined;
  /** Its key (`elements/shortcut-keys.js`). */
  shortcut?: string | undefined;
}

interface LinkButtonProps extends LinkBehaviour {
  href: string;
  kind?: ButtonKind | undefined;
  icon?: IconName | undefined;
  children?: Child;
}

export function LinkButton({ href, kind = "secondary", icon, children, ...behaviour }: LinkButtonProps) {
  return (
    <a class={`button button-${kind}`} href={href} {...linkBehaviour(behaviour)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

interface IconLabel {
  icon: IconName;
  label: string;
  /** Completes the label for screen readers, which read it out of its row: « Modifier » + « Alice Alon ». */
  about?: string | undefined;
  /** `room`: only where the row is stacked or very wide. The label is a tooltip unless it always shows. */
  showLabel?: "always" | "room" | "never" | undefined;
}

interface IconLinkProps extends IconLabel, Pick<LinkBehaviour, "dialog" | "shortcut"> {
  href: string;
}

/** A link to a small action of a row; most of them open a dialog. */
export function IconLink({ href, dialog, shortcut, ...label }: IconLinkProps) {
  return (
    <a class="icon-button" href={href} title={tooltip(label)} {...linkBehaviour({ dialog, shortcut })}>
      <IconAndLabel {...label} />
    </a>
  );
}

/** The buttons that end a form, the main one first. */
export function Actions({ children }: { children?: Child }) {
  return <div class="actions">{children}</div>;
}

const labelClass = { always: undefined, room: "label-with-room", never: "visually-hidden" };

function IconAndLabel({ icon, label, about, showLabel = "room" }: IconLabel) {
  return (
    <>
      <Icon name={icon} />
      <span class={labelClass[showLabel]}>{label}</span>
      {about && <span class="visually-hidden"> {about}</span>}
    </>
  );
}

function tooltip({ label, showLabel = "room" }: IconLabel): string | undefined {
  return showLabel === "always" ? undefined : label;
}

function linkBehaviour({ dialog, closesDialog, download, leavesSite, shortcut }: LinkBehaviour) {
  return {
    "data-key": shortcut,
    "data-turbo-frame": dialog ? "dialog" : closesDialog ? "_top" : undefined,
    "data-dialog-close": closesDialog ? "" : undefined,
    download: download ? "" : undefined,
    "data-turbo": download || leavesSite ? "false" : undefined,
  };
}
