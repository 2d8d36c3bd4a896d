/** The deeds that a person confirms with "Ok": a reset, a masking, a restoration, closing sessions, the end of a hold. */

import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { closeSessions } from "#actions/access/close-sessions.ts";
import { resetPassword } from "#actions/access/reset-password.ts";
import { releaseErasure } from "#actions/people/hold-erasure.ts";
import { maskUser } from "#actions/people/mask.ts";
import { restoreUser } from "#actions/people/restore.ts";
import type { App } from "#actions/run.ts";
import { removeSecondFactor } from "#actions/second-factor/remove-second-factor.ts";
import { findCredential } from "#data/access/credentials.ts";
import { findLastMail, type LastMail } from "#data/mail/last-mail.ts";
import { findUser, type StoredUser } from "#data/people/users.ts";
import { type MailOutcome, mailOutcome } from "#domain/mail/mail-outcome.ts";
import { fullName, ofName } from "#domain/names.ts";
import type { Outcome } from "#domain/outcome.ts";
import {
  type Actor,
  whyNotCloseSessions,
  whyNotMask,
  whyNotRemoveSecondFactor,
  whyNotReset,
  whyNotRestore,
} from "#domain/permissions.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { formKeyOf, readTyped } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, type Site, signedInContext } from "#web/kit/here.ts";
import { EarlierPassword } from "#web/kit/last-mail.tsx";
import { MailNote } from "#web/kit/mail-note.tsx";
import { showPage } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import { toProof } from "#web/kit/to-proof.ts";
import { type Address, paths } from "#web/paths.ts";

/** What was sent to the person before. */
interface Before {
  readonly mail: LastMail | undefined;
  readonly fate: MailOutcome | undefined;
}

/** A deed on one person: its rule, its words, its action. */
export interface Confirmation {
  readonly address: Address<
    | "/:uai/utilisateurs/:id/mot-de-passe"
    | "/:uai/utilisateurs/:id/masquage"
    | "/:uai/utilisateurs/:id/restauration"
    | "/:uai/utilisateurs/:id/reprise"
    | "/:uai/utilisateurs/:id/connexions"
    | "/:uai/utilisateurs/:id/double-authentification"
  >;
  readonly destructive: boolean;
  title(name: string): string;
  whyNot(actor: Actor, user: StoredUser, school: School): Reason | undefined;
  explanation(user: StoredUser, site: Site, before: Before): Child;
  act(
    app: App,
    actor: Actor,
    uai: string,
    userId: string,
    formKey: string | undefined,
  ): Promise<Outcome<StoredUser, Reason>>;
  done(user: StoredUser, name: string): string;
}

export const passwordReset: Confirmation = {
  address: paths.resetPassword,
  destructive: false,
  title: (name) => `Réinitialiser le mot de passe ${ofName(name)}`,
  whyNot: whyNotReset,
  explanation: (user, site, { mail, fate }) => (
    <>
      <p>
        Le mot de passe actuel ne fonctionnera plus et les connexions ouvertes seront fermées. Un courriel
        part vers <strong>{user.email}</strong>, avec l’adresse du site, l’identifiant{" "}
        <strong>{user.login}</strong> et un mot de passe temporaire.
      </p>
      <EarlierPassword mail={mail} fate={fate} />
      <MailNote hasMailbox={site.hasMailbox} mailFrom={site.mailFrom} />
    </>
  ),
  act: resetPassword,
  done: (user, name) =>
    `Le mot de passe ${ofName(name)} est réinitialisé. Un courriel part vers ${user.email} ; il peut arriver dans « courrier indésirable ».`,
};

export const masking: Confirmation = {
  address: paths.maskUser,
  destructive: true,
  title: (name) => `Supprimer le compte ${ofName(name)}`,
  whyNot: whyNotMask,
  explanation: () => (
    <p>
      Le compte sera masqué : la personne ne pourra plus se connecter et n’apparaîtra plus dans la liste. Rien
      n’est effacé : ses travaux restent, et vous pourrez restaurer le compte depuis la liste des comptes
      masqués.
    </p>
  ),
  act: maskUser,
  done: (_user, name) => `Le compte ${ofName(name)} est masqué. Il se restaure depuis « Comptes masqués ».`,
};

export const restoration: Confirmation = {
  address: paths.restoreUser,
  destructive: false,
  title: (name) => `Restaurer le compte ${ofName(name)}`,
  whyNot: (_actor, user) => whyNotRestore(user),
  explanation: (user) => (
    <p>
      Le compte réapparaîtra dans la liste, avec le même identifiant (<strong>{user.login}</strong>) et le mot
      de passe d’avant. S’il n’en avait pas encore, réinitialisez-le ensuite.
    </p>
  ),
  act: restoreUser,
  done: (_user, name) => `Le compte ${ofName(name)} est restauré.`,
};

/** Whether there is something to take up again is asked when it is done. */
export const erasureRelease: Confirmation = {
  address: paths.releaseErasure,
  destructive: false,
  title: (name) => `Ne plus suspendre l’effacement ${ofName(name)}`,
  whyNot: () => undefined,
  explanation: () => (
    <p>
      Le compte sera effacé à sa date, si l’établissement efface ses comptes masqués. Rien ne l’est
      maintenant.
    </p>
  ),
  act: releaseErasure,
  done: (_user, name) => `L’effacement ${ofName(name)} n’est plus suspendu.`,
};

export const sessionClosing: Confirmation = {
  address: paths.closeSessions,
  destructive: false,
  title: (name) => `Fermer les connexions ${ofName(name)}`,
  whyNot: whyNotCloseSessions,
  explanation: () => (
    <p>
      La personne sera déconnectée partout où elle est connectée. Son mot de passe reste le même : elle peut
      se reconnecter aussitôt. Quelqu’un d’autre le connaît peut-être ? Réinitialisez-le plutôt : cela ferme
      aussi les connexions.
    </p>
  ),
  act: closeSessions,
  done: (_user, name) => `Les connexions ${ofName(name)} sont fermées.`,
};

/** Whether there is something to remove is asked when it is done. */
export const secondFactorRemoval: Confirmation = {
  address: paths.removeSecondFactor,
  destructive: true,
  title: (name) => `Retirer la double authentification ${ofName(name)}`,
  whyNot: whyNotRemoveSecondFactor,
  explanation: () => (
    <p>
      À ne faire que si la personne a perdu son téléphone ou sa clé, et ses codes de secours : assurez-vous
      que c’est bien elle qui vous le demande. Son mot de passe, qui reste le même, ouvrira seul son compte.
      Ses connexions ouvertes seront fermées.
    </p>
  ),
  act: removeSecondFactor,
  done: (_user, name) =>
    `La double authentification ${ofName(name)} est retirée. La personne peut en ajouter une autre dans « Mon compte ».`,
};

export async function showConfirmation(
  c: Context<PageEnv>,
  action: Confirmation,
  refused?: Reason,
): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const found = await c.var.site.database.inSchool(uai, async (tx) => ({
    user: await findUser(tx, id),
    mail: await findLastMail(tx, id),
    wayIn: await findCredential(tx, id),
  }));
  const { user, mail, wayIn } = found;
  if (!user) throw refuse(404);
  const fate = mail && mailOutcome(mail, wayIn, c.var.site.clock());
  const reason = refused ?? action.whyNot(actorOf(context), user, context.school);
  const title = action.title(fullName(user));
  return showPage(c, {
    title,
    status: refused ? 409 : 200,
    children: (
      <ConfirmDialog
        title={title}
        action={action.address({ uai, id }, c.req.query())}
        closeHref={backToTable(c)}
        refusal={reason && reasonSentence(reason)}
        destructive={action.destructive}
      >
        {!reason && action.explanation(user, c.var.site, { mail, fate })}
      </ConfirmDialog>
    ),
  });
}

export async function postConfirmation(c: Context<PageEnv>, action: Confirmation): Promise<Response> {
  const context = signedInContext(c);
  const formKey = formKeyOf(await readTyped(c));
  const answer = await action.act(c.var.site, actorOf(context), context.school.uai, targetId(c), formKey);
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    if (answer.refusal === "second-factor-needed") {
      const { pathname, search } = new URL(c.req.url);
      return toProof(c, pathname + search);
    }
    return showConfirmation(c, action, answer.refusal);
  }
  await leaveNotice(c, action.done(answer.value, fullName(answer.value)));
  return c.redirect(backToTable(c), 303);
}
