import { HTTPException } from "hono/http-exception";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";
import { paths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";

/** Not there, or not yours: shown by the site's error page, with the reason. */
export function refuse(status: 403 | 404, reason: Reason = "administrator-only"): HTTPException {
  return new HTTPException(status, { cause: reason });
}

export type ErrorStatus = 403 | 404 | 500 | 503 | 507;

interface ErrorPageProps {
  status: ErrorStatus;
  school: School | undefined;
  /** Why not, and whom to ask. */
  reason: Reason;
  whoMay: readonly string[];
  /** The visitor can make the account of whoever may. */
  isAdministrator: boolean;
  /** Under which the log has the details. */
  number: string | undefined;
  /** A form was sent, where otherwise a page was asked for. */
  sent: boolean;
}

export function ErrorPage({ status, number, sent, ...refusal }: ErrorPageProps) {
  if (status === 403) return <Refused {...refusal} />;
  if (status === 503) return <DatabaseGone number={number} sent={sent} />;
  if (status === 507) return <DiskFull number={number} sent={sent} />;
  if (status === 404) {
    return (
      <>
        <PageHeading title="Page introuvable" />
        <p>Cette adresse ne mène à rien ici. Vérifiez-la, ou repartez de l’accueil.</p>
        <p>
          <a href="/">Aller à l’accueil</a>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHeading title="Une erreur est survenue de notre côté" />
      <p>Rien de ce qui était enregistré n’est perdu. Réessayez dans un instant.</p>
      <p>
        Si l’erreur revient, transmettez ce numéro à la personne qui s’occupe du serveur :{" "}
        <strong>{number}</strong>
      </p>
    </>
  );
}

/** A form's answer may have been lost after its change was kept: the page cannot know. */
function DatabaseGone({ number, sent }: Pick<ErrorPageProps, "number" | "sent">) {
  return (
    <>
      <PageHeading title="La base de données ne répond pas" />
      <p>Rien de ce qui était enregistré n’est perdu, et tout reprendra tout seul dès qu’elle répondra.</p>
      {sent ? (
        <p>
          Ce que vous veniez d’envoyer n’a sans doute pas été enregistré. Dans un instant, revenez en arrière,
          vérifiez, et recommencez s’il le faut.
        </p>
      ) : (
        <p>
          Il n’y a rien à faire qu’attendre un instant et <a href="">réessayer</a>.
        </p>
      )}
      <p>
        Si cela dure plus de quelques minutes, prévenez la personne qui s’occupe du serveur, avec ce numéro :{" "}
        <strong>{number}</strong>
      </p>
    </>
  );
}

/** The change and its room come together or not at all. */
function DiskFull({ number, sent }: Pick<ErrorPageProps, "number" | "sent">) {
  return (
    <>
      <PageHeading title="Le disque du serveur est plein" />
      <p>
        Rien de ce qui était enregistré n’est perdu, et les pages se lisent encore.
        {sent && " Ce que vous veniez d’envoyer n’a pas été enregistré."}
      </p>
      <p>
        Prévenez la personne qui s’occupe du serveur, avec ce numéro : <strong>{number}</strong>. Dès qu’elle
        aura fait de la place, recommencez : il n’y a rien d’autre à faire.
      </p>
    </>
  );
}

type RefusedProps = Omit<ErrorPageProps, "status" | "number" | "sent">;

function Refused({ school, reason, whoMay, isAdministrator }: RefusedProps) {
  return (
    <>
      <PageHeading title="Page réservée" />
      <p>{reasonSentence(reason)}</p>
      {whoMay.length > 0 && (
        <p>
          Dans votre établissement, c’est {whoMay.join(" ou ")}
          {school?.email && (
            <>
              , que vous pouvez joindre à l’adresse <a href={`mailto:${school.email}`}>{school.email}</a>
            </>
          )}
          .
        </p>
      )}
      {school && reason === "head-only" && whoMay.length === 0 && (
        <p>
          Aucun chef d’établissement n’a de compte ici : il en faut d’abord un.
          {isAdministrator && (
            <>
              {" "}
              Il vient avec{" "}
              <a href={paths.imports({ uai: school.uai })}>l’importation du fichier de STS-WEB</a> ; sinon,
              créez-le avec <a href={paths.newUser({ uai: school.uai })}>« Nouvel utilisateur »</a>.
            </>
          )}
        </p>
      )}
    </>
  );
}
