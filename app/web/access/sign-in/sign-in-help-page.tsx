import type { Child } from "hono/jsx";
import type { StoredSchool } from "#data/school/schools.ts";
import { linkMinutes } from "#domain/access/mailed-link.ts";
import { temporaryPasswordDays } from "#domain/access/password.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { pathsIn, type SchoolPaths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";
import { SchoolContact } from "#web/ui/school-contact.tsx";

/** Public, case by case, in the words of the screens. */
export function SignInHelpPage({ title, school }: { title: string; school: StoredSchool }) {
  const to = pathsIn(school.uai);
  const forgotten = <a href={to.forgottenPassword()}>Mot de passe oublié</a>;
  return (
    <>
      <PageHeading title={title} lead="Ouvrez le cas qui ressemble au vôtre." />
      <div class="cases">
        <Case title="Je ne connais pas mon identifiant">
          <p>
            C’est en général <code>prenom.nom</code>, sans accent, sans espace, avec les traits d’union :{" "}
            <code>eloise.delafontaine</code>, <code>jean-marc.petit</code>. Si quelqu’un porte le même nom, il
            finit par un chiffre.
          </p>
          <p>
            Il est écrit dans les courriels que vous avez reçus. Votre établissement connaît votre adresse
            électronique ? Saisissez-la dans {forgotten} : le courriel donne l’identifiant.
          </p>
        </Case>
        {school.hasPortal && <PortalCase to={to} />}
        <Case title="C’est ma première connexion">
          {school.firstPassword === "birth-date" ? (
            <p>
              Élèves et personnels : le premier mot de passe est d’ordinaire la date de naissance, année
              d’abord. Le 3 avril 2012 s’écrit <code>2012-04-03</code>. Vous avez reçu un coupon ou un
              courriel ? C’est ce qui y est écrit qui compte.
            </p>
          ) : (
            <p>Le premier mot de passe est le code de votre coupon, ou celui qu’un courriel vous a donné.</p>
          )}
          <p>
            Responsables : votre compte s’ouvre quand l’établissement vous donne un coupon ou vous envoie un
            mot de passe. Avant, rien ne fonctionne.
          </p>
          <p>
            Dans le code d’un coupon, il n’y a ni voyelle ni chiffre ; les majuscules, les espaces et les
            tirets ne comptent pas.
          </p>
        </Case>
        <Case title={`Je lis « ${withoutStop(reasonSentence("login-refused"))} »`}>
          <ul>
            <li>La touche « verrouillage des majuscules » est-elle éteinte ?</li>
            <li>Le pavé numérique est-il allumé, le clavier est-il en français ?</li>
            <li>
              Vous avez déjà choisi un mot de passe ? La date de naissance et les mots de passe reçus ne
              fonctionnent plus.
            </li>
            <li>
              Vous avez reçu plusieurs courriels ? Seul le mot de passe du plus récent est bon, pendant{" "}
              {temporaryPasswordDays} jours.
            </li>
            <li>Vous avez deux comptes, par exemple enseignant et parent ? Chacun a le sien.</li>
          </ul>
        </Case>
        <Case title="J’ai oublié mon mot de passe">
          <p>
            Demandez un lien : {forgotten}. Il est valable {linkMinutes} minutes et ne sert qu’une fois.
          </p>
        </Case>
        <Case title="Le courriel n’arrive pas">
          <p>
            Cherchez dans « courrier indésirable ». L’adresse que connaît votre établissement est peut-être
            ancienne, ou celle de l’autre parent : faites-la corriger.
          </p>
        </Case>
        <Case title="Je lis « Trop d’essais pour le moment »">
          <p>
            Après cinq erreurs, il faut attendre 30 secondes, puis de plus en plus longtemps. La page dit
            jusqu’à quand. Un nouveau mot de passe efface l’attente : {forgotten}.
          </p>
        </Case>
      </div>
      <h2>Toujours rien ?</h2>
      <p>
        Adressez-vous à <SchoolContact school={school} />. Dites votre nom, votre identifiant si vous l’avez,
        et la phrase que vous lisez. Ne donnez jamais votre mot de passe : personne n’en a besoin.
      </p>
      <p>
        <a href={to.signIn()}>Retour à la connexion</a>
      </p>
    </>
  );
}

function PortalCase({ to }: { to: SchoolPaths }) {
  return (
    <Case title="Je passe par l’ENT">
      <p>
        <a href={to.portal()} data-turbo="false">
          Se connecter avec l’ENT
        </a>{" "}
        : si vous y êtes déjà connecté, aucun autre mot de passe n’est demandé.
      </p>
      <p>
        « Aucun compte relié à l’ENT » ? Votre établissement est averti et peut vous relier. Votre identifiant
        et votre mot de passe, si vous en avez, servent toujours ici. Le mot de passe de l’ENT ne sert que
        dans l’ENT : ici, il n’ouvre rien.
      </p>
    </Case>
  );
}

function Case({ title, children }: { title: string; children: Child }) {
  return (
    <details class="case">
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
