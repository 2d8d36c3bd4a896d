import type { StoredSelection } from "#data/people/selections.ts";
import { temporaryPasswordDays } from "#domain/access/password.ts";
import { asksForProof, type BulkAction, type SortedOut } from "#domain/bulk.ts";
import type { User } from "#domain/people/user.ts";
import { populationOf } from "#domain/people/user.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { maskedValue, tabName } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { CloseConsequences } from "#web/people/bulk/close-consequences.tsx";
import { PeopleGroups } from "#web/people/bulk/people-groups.tsx";
import { agreeing, bulkWords } from "#web/people/bulk/words.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface PreviewPageProps {
  to: SchoolPaths;
  selection: StoredSelection;
  plan: SortedOut<User>;
  /** Classes that this changes. */
  codes: readonly string[];
  mails: { hasMailbox: boolean; mailFrom: string };
  schoolEmail: string | undefined;
  hasAuthenticator: boolean;
}

const destructive: readonly BulkAction[] = ["mask", "remove-classes", "close"];

export function PreviewPage(props: PreviewPageProps) {
  const { to, selection, plan, hasAuthenticator } = props;
  const { action, id, undoes } = selection;
  const { touched, leftOut } = plan;
  const words = bulkWords[action];
  const codeOut = leftOut.filter(({ why }) => why === "slip-code-out").length;
  const concerns = touched.length + codeOut;
  return (
    <>
      <PageHeading
        title={undoes ? `Annuler : ${lowerFirst(words.label)}` : words.label}
        lead={
          concerns > 0 ? "Rien n’est encore fait." : "Cette action ne concerne personne ici. Rien n’est fait."
        }
      />
      <PeopleGroups
        touched={touched}
        label={agreeing(touched.length, words.concerned)}
        leftOut={leftOut}
        mailed={action === "reset"}
      />
      {concerns > 0 ? (
        <form
          method="post"
          action={to.selection({ id })}
          // Sheets of slips are no page that Turbo could take.
          data-turbo={action === "print" ? "false" : undefined}
        >
          <section>
            <h2>Ce qui va se passer</h2>
            <Consequence {...props} />
            {asksForProof(action, touched.length) && hasAuthenticator && (
              <p>Votre double authentification vous sera d’abord demandée, si elle ne vient pas de l’être.</p>
            )}
            {codeOut > 0 && <ReprintBox people={codeOut} ticked={touched.length === 0} />}
          </section>
          <Actions>
            <Button kind={destructive.includes(action) ? "destructive" : "primary"} busyText={words.busy}>
              {words.button(touched.length)}
            </Button>
            <OtherWays {...props} />
          </Actions>
        </form>
      ) : (
        <Actions>
          <OtherWays {...props} />
        </Actions>
      )}
    </>
  );
}

function OtherWays({ to, selection: { id, action, codes }, plan }: PreviewPageProps) {
  return (
    <>
      {codes.length > 0 && (
        <LinkButton href={to.selection({ id }, { classes: "choisir" })}>Choisir d’autres classes</LinkButton>
      )}
      <LinkButton href={backHref(to, action, plan)}>Revenir aux utilisateurs</LinkButton>
    </>
  );
}

function Consequence({ to, selection: { action, undoes }, codes, mails, schoolEmail }: PreviewPageProps) {
  switch (action) {
    case "reset":
      return (
        <>
          <p>
            Les mots de passe actuels ne fonctionneront plus et les connexions ouvertes seront fermées. Chaque
            personne reçoit un courriel avec son identifiant et un mot de passe temporaire, valable{" "}
            {temporaryPasswordDays} jours. Un courriel parti ne s’annule pas.
          </p>
          <MailNote {...mails} />
        </>
      );
    case "print":
      return (
        <p>
          Les coupons s’affichent classe par classe : imprimez-les aussitôt, les codes ne se relisent pas
          ensuite. Un code donné ne s’annule pas ; il se remplace en réimprimant.
        </p>
      );
    case "close":
      return <CloseConsequences to={to} schoolEmail={schoolEmail} mails={mails} />;
    case "mask":
      return (
        <p>
          Ces personnes ne pourront plus se connecter et n’apparaîtront plus dans la liste. Rien n’est effacé.
          La page suivante permet de les restaurer tous ensemble.
        </p>
      );
    case "restore":
      return (
        <p>
          Ces comptes réapparaîtront dans la liste, avec le même identifiant et le mot de passe d’avant. Qui
          n’en avait pas encore en aura besoin d’un. La page suivante permet de les masquer de nouveau.
        </p>
      );
    case "add-classes":
      return (
        <p>
          {undoes ? "Classes remises" : "Classes ajoutées"} : <strong>{codes.join(", ")}</strong>.{" "}
          {!undoes && "Ajoutées à la main, elles sont conservées par les importations. "}
          La page suivante permet de les retirer.
        </p>
      );
    case "remove-classes":
      return (
        <p>
          Classes retirées : <strong>{codes.join(", ")}</strong>. Une classe qui vient de SIECLE reviendra à
          la prochaine importation si STS la donne encore. La page suivante permet de les remettre.
        </p>
      );
  }
}

function ReprintBox({ people, ticked }: { people: number; ticked: boolean }) {
  return (
    <p>
      <label class="tick">
        <input type="checkbox" name="replacing" value="oui" checked={ticked} />
        {people === 1
          ? "Imprimer aussi pour la personne qui a déjà un code : son coupon d’avant ne servira plus."
          : `Imprimer aussi pour les ${people} personnes qui ont déjà un code : leurs coupons d’avant ne serviront plus.`}
      </label>
    </p>
  );
}

/** The list from which they came, as far as the people tell it. */
export function backHref(to: SchoolPaths, action: BulkAction, { touched, leftOut }: SortedOut<User>): string {
  const somebody = touched[0] ?? leftOut[0]?.person;
  return to.users({
    onglet: somebody && tabName(populationOf(somebody.profile)),
    etat: action === "restore" ? maskedValue : undefined,
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
