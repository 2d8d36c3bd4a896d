/** The actions that an administrator confirms with "Ok": each with its rule, its words and its action. */

import { closeSessions } from "#actions/access/close-sessions.ts";
import { resetPassword } from "#actions/access/reset-password.ts";
import { releaseErasure } from "#actions/people/hold-erasure.ts";
import { maskUser } from "#actions/people/mask.ts";
import { restoreUser } from "#actions/people/restore.ts";
import { removeSecondFactor } from "#actions/second-factor/remove-second-factor.ts";
import { ofName } from "#domain/names.ts";
import {
  whyNotCloseSessions,
  whyNotMask,
  whyNotRemoveSecondFactor,
  whyNotReset,
  whyNotRestore,
} from "#domain/permissions.ts";
import { EarlierPassword } from "#web/kit/last-mail.tsx";
import { MailNote } from "#web/kit/mail-note.tsx";
import { paths } from "#web/paths.ts";
import type { Confirmation } from "#web/people/person/confirmation.tsx";

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

/** The action alone knows whether there is a suspension to lift. */
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

/** The action alone knows whether there is a second factor to remove. */
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
