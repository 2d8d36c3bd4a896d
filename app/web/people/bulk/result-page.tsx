import type { StoredSelection } from "#data/people/selections.ts";
import { inverseOf, type SortedOut } from "#domain/bulk.ts";
import type { User } from "#domain/people/user.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { ClosedAccounts } from "#web/people/bulk/closed-accounts.tsx";
import { type MailProgress, Mails } from "#web/people/bulk/mail-progress.tsx";
import { PeopleGroups } from "#web/people/bulk/people-groups.tsx";
import { backHref } from "#web/people/bulk/preview-page.tsx";
import { agreeing, bulkWords, undoLabels } from "#web/people/bulk/words.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface ResultPageProps {
  to: SchoolPaths;
  selection: StoredSelection;
  at: Date;
  /** As they were sorted when it was done. */
  sorted: SortedOut<User>;
  codes: readonly string[];
  /** The selection that has undone this one. */
  undoneBy: string | undefined;
  mails: MailProgress | undefined;
}

export function ResultPage(props: ResultPageProps) {
  const { to, selection, at, sorted, codes, mails } = props;
  const mailed = selection.ended?.outcome.mailed ?? [];
  const { action } = selection;
  const words = bulkWords[action];
  return (
    <>
      <PageHeading
        title={words.doneTitle}
        lead={`Le ${dateAndTime(at)}${codes.length > 0 ? `. Classes : ${codes.join(", ")}` : ""}.`}
      />
      {mails && <Mails to={to} progress={mails} />}
      {action === "close" && <ClosedAccounts to={to} closed={sorted.touched} mailed={mailed} />}
      <PeopleGroups
        touched={action === "close" ? [] : sorted.touched}
        label={agreeing(sorted.touched.length, words.done)}
        leftOut={sorted.leftOut}
      />
      <Undo {...props} />
      <Actions>
        <LinkButton href={backHref(to, action, sorted)}>Revenir aux utilisateurs</LinkButton>
        {action === "print" && <LinkButton href={to.codes()}>Codes d’activation</LinkButton>}
      </Actions>
    </>
  );
}

/** The way back, or what remains possible without one. */
function Undo({ to, selection: { id, action, undoes }, sorted: { touched }, undoneBy }: ResultPageProps) {
  if (action === "reset")
    return (
      <p class="reason">
        Les courriels partis ne s’annulent pas. Un mot de passe qui manque se réinitialise de nouveau.
      </p>
    );
  if (action === "print")
    return (
      <p class="reason">
        Les codes ne se relisent pas ici : un coupon perdu se réimprime, son code d’avant ne sert plus.
      </p>
    );
  if (undoneBy)
    return (
      <p>
        Annulé depuis. <a href={to.selection({ id: undoneBy })}>Voir l’annulation</a>
      </p>
    );
  if (!inverseOf(action) || touched.length === 0) return null;
  return (
    <form method="post" action={to.undoSelection({ id })}>
      <p>
        {undoes ? "Finalement non ?" : "Une erreur ?"} La page suivante montre qui est encore concerné avant
        que rien ne se fasse.
      </p>
      <Actions>
        <Button kind="secondary">{undoLabels[action]!(touched.length)}</Button>
      </Actions>
    </form>
  );
}
