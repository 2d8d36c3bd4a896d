import { HTTPException } from "hono/http-exception";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school.ts";
import { paths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";

/** Not there, or not yours: shown by the site's error page, with the reason. */
export function refuse(status: 403 | 404, reason: Reason = "administrator-only"): HTTPException {
  return new HTTPException(status, { cause: reason });
}

interface ErrorPageProps {
  status: 403 | 404 | 500;
  school: School | undefined;
  /** Why not, and whom to ask. */
  reason: Reason;
  whoMay: readonly string[];
  /** The visitor can make the account of whoever may. */
  isAdministrator: boolean;
  /** Under which the log has the details. */
  number: string | undefined;
}

export function ErrorPage({ status, number, ...refusal }: ErrorPageProps) {
  if (status === 403) return <Refused {...refusal} />;
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

type RefusedProps = Omit<ErrorPageProps, "status" | "number">;

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
