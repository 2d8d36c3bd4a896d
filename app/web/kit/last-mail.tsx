/** What became of the last mail, in the words of the row; where it failed, what to do. */

import type { LastMail } from "#data/mail/last-mail.ts";
import type { MailState } from "#domain/mail/mail.ts";
import type { MailOutcome } from "#domain/mail/mail-outcome.ts";
import { type Remedy, refusalCause, refusalWords } from "#domain/mail/mail-refusal.ts";
import { dayAndMonth } from "#web/kit/dates.ts";

interface EventDescription {
  readonly requestedAt: Date;
  readonly serverText: string | undefined;
}

export function mailOutcomeText({ requestedAt, serverText }: EventDescription, fate: MailOutcome): string {
  const sent = `courriel envoyé le ${dayAndMonth(requestedAt)}`;
  switch (fate.is) {
    case "waiting":
      return "courriel en attente d’envoi";
    case "retrying":
      return `courriel retardé, nouvel essai automatique : ${reasonOf(serverText)}`;
    case "refused":
      return `courriel refusé : ${reasonOf(serverText)}`;
    case "accepted":
      return `${sent}, accepté par le serveur`;
    case "unused":
      return `${sent}, accepté par le serveur, pas encore utilisé`;
    case "used":
      return fate.at ? `mot de passe utilisé le ${dayAndMonth(fate.at)}` : "mot de passe utilisé";
    case "expired":
      return `mot de passe expiré le ${dayAndMonth(fate.at)}`;
    case "void":
      return "";
  }
}

function reasonOf(serverText: string | undefined): string {
  return refusalWords[refusalCause(serverText ?? "")].reason;
}

interface MailOutcomeNoteProps {
  mail: EventDescription;
  fate: MailOutcome;
  /** This person's dialogs; none where a rule says no. */
  editHref?: string | undefined;
  resendHref?: string | undefined;
  /** Completes the remedies' links for whoever hears them out of their row. */
  about?: string | undefined;
}

export function MailOutcomeNote({ mail, fate, ...links }: MailOutcomeNoteProps) {
  const text = mailOutcomeText(mail, fate);
  if (!text) return null;
  const isProblem = fate.is === "refused";
  return (
    <>
      <span
        class={isProblem ? "cell-note cell-problem" : "cell-note"}
        title={isProblem || fate.is === "retrying" ? mail.serverText : undefined}
      >
        {text}
      </span>
      {isProblem && (
        <RemedyNote remedy={refusalWords[refusalCause(mail.serverText ?? "")].remedy} {...links} />
      )}
      {fate.is === "expired" && <RemedyNote remedy={[{ deed: "resend", words: "Renvoyer" }]} {...links} />}
    </>
  );
}

type RemedyNoteProps = { remedy: Remedy } & Pick<MailOutcomeNoteProps, "editHref" | "resendHref" | "about">;

function RemedyNote({ remedy, editHref, resendHref, about }: RemedyNoteProps) {
  return (
    <span class="cell-note">
      {remedy.map((part) => {
        if (typeof part === "string") return part;
        const href = part.deed === "edit" ? editHref : resendHref;
        if (!href) return part.words;
        return (
          <a class="remedy" href={href} data-turbo-frame="dialog">
            {part.words}
            {about && <span class="visually-hidden"> {about}</span>}
          </a>
        );
      })}
    </span>
  );
}

/** Of a mail that carries no password: a link, or news for an inspector. */
export function LastMailNote({ state, ...mail }: EventDescription & { state: MailState }) {
  return <MailOutcomeNote mail={mail} fate={{ is: state }} />;
}

interface EarlierPasswordProps {
  mail: LastMail | undefined;
  fate: MailOutcome | undefined;
}

/** In the dialog that sends a new password: what becomes of the one before. */
export function EarlierPassword({ mail, fate }: EarlierPasswordProps) {
  return (
    <p>
      {mail && fate && becomes(mail, fate)} <strong>Un mot de passe envoyé plus tôt ne sert plus</strong> :
      seul celui du nouveau courriel ouvrira le compte.
    </p>
  );
}

function becomes({ requestedAt, serverText }: LastMail, fate: MailOutcome): string {
  const day = dayAndMonth(requestedAt);
  switch (fate.is) {
    case "waiting":
    case "retrying":
      return `Le courriel demandé le ${day} n’est pas encore parti : il ne partira pas.`;
    case "refused":
      return `Le courriel du ${day} a été refusé : ${reasonOf(serverText)}.`;
    case "expired":
      return `Le mot de passe envoyé le ${day} a expiré.`;
    case "unused":
      return `Le mot de passe envoyé le ${day} n’a pas encore été utilisé.`;
    default:
      return "";
  }
}
