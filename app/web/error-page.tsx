import { HTTPException } from "hono/http-exception";
import { reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school.ts";
import { PageHeading } from "#web/ui/layout.tsx";

/** Not there, or not yours: shown by the site's error page. */
export function refuse(status: 403 | 404): HTTPException {
  return new HTTPException(status);
}

interface ErrorPageProps {
  status: 403 | 404 | 500;
  school: School | undefined;
  administrator: string | undefined;
  /** Under which the log has the details. */
  number: string | undefined;
}

export function ErrorPage({ status, school, administrator, number }: ErrorPageProps) {
  if (status === 403) {
    return (
      <>
        <PageHeading title="Page réservée" />
        <p>{reasonSentence("administrator-only")}</p>
        {administrator && (
          <p>
            Dans votre établissement, c’est {administrator}
            {school?.email && (
              <>
                , que vous pouvez joindre à l’adresse <a href={`mailto:${school.email}`}>{school.email}</a>
              </>
            )}
            .
          </p>
        )}
      </>
    );
  }
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
