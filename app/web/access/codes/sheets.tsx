import type { Child } from "hono/jsx";
import { raw } from "hono/utils/html";
import type { Slip } from "#actions/access/print-slips.ts";
import type { SlipRecipient } from "#domain/access/slip.ts";
import { fullName, listedName, ofName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import { dayAndMonth } from "#web/kit/dates.ts";
import { QrSymbol } from "#web/ui/qr-code.tsx";

interface SlipsDocumentProps {
  title: string;
  assets: { css: string; slips: string };
  signInUrl: string;
  backHref: string;
  children?: Child;
}

/** A page of its own, without scripts: what it shows is shown once and kept nowhere. */
export function SlipsDocument({ title, assets, signInUrl, backHref, children }: SlipsDocumentProps) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={assets.css} />
          <link rel="stylesheet" href={assets.slips} />
        </head>
        <body class="slips-page">
          <main>
            <div class="slips-guide">
              <h1>{title}</h1>
              <p class="slips-wait">Les codes se préparent : attendez la fin de la page pour imprimer.</p>
              <p>
                Imprimez avec Ctrl + P (⌘ + P sur un Mac) : A4, échelle 100 %, sans en-têtes ni pieds de page.
                Puis coupez le long des tirets.
              </p>
              <p>
                Ces codes ne s’afficheront plus : ils ne sont gardés nulle part en clair. Un coupon perdu se
                réimprime. <a href={backHref}>Retour aux codes d’activation</a>
              </p>
            </div>
            <QrSymbol text={signInUrl} />
            {children}
          </main>
        </body>
      </html>
    </>
  );
}

const slipsPerSheet = 24;

interface SheetsProps {
  /** « 6A, élèves ». */
  label: string;
  /** The class of this group, of which a guardian's slip names the pupils. */
  division: string | undefined;
  slips: readonly Slip[];
  schoolName: string;
  signInUrl: string;
}

/** Three by eight; the next class begins on a new sheet. */
export function Sheets({ slips, label, ...props }: SheetsProps) {
  const sheets = Array.from({ length: Math.ceil(slips.length / slipsPerSheet) }, (_, i) =>
    slips.slice(i * slipsPerSheet, (i + 1) * slipsPerSheet),
  );
  return (
    <>
      {sheets.map((onSheet, i) => (
        <section class="sheet">
          <h2 class="sheet-title">
            {label} – feuille {i + 1} sur {sheets.length}
          </h2>
          <ul class="sheet-slips">
            {onSheet.map((slip) => (
              <SlipOnPaper slip={slip} {...props} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface SlipOnPaperProps extends Pick<SheetsProps, "division" | "schoolName" | "signInUrl"> {
  slip: Slip;
}

function SlipOnPaper({ slip, division, schoolName, signInUrl }: SlipOnPaperProps) {
  const { holder, code, expiresAt } = slip;
  const about = aboutRecipient(holder, division);
  return (
    <li class="slip">
      <p class="slip-place">
        <span>{schoolName}</span>
        {division !== undefined && <strong>{division}</strong>}
      </p>
      <p class="slip-name">{listedName(holder)}</p>
      {about && <p class="slip-about">{about}</p>}
      <div class="slip-middle">
        <div>
          <p>{breakable(signInUrl.replace(/^https?:\/\//, ""))}</p>
          <dl class="slip-facts">
            <div>
              <dt>Identifiant</dt>
              <dd>{breakable(holder.login)}</dd>
            </div>
            <div>
              <dt>Code</dt>
              <dd class="slip-code">{code}</dd>
            </div>
          </dl>
        </div>
        <svg class="slip-qr" aria-hidden="true">
          <use href="#qr" />
        </svg>
      </div>
      <p class="slip-how">À taper avant le {dayAndMonth(expiresAt)}, pour choisir votre mot de passe.</p>
    </li>
  );
}

/** The pupils of a guardian, the profile of a member of the staff. For a pupil the class says enough. */
function aboutRecipient(
  { profile, pupils }: SlipRecipient,
  division: string | undefined,
): string | undefined {
  if (profile === "pupil") return undefined;
  if (profile !== "guardian") return profileLabels[profile];
  const inDivision = pupils.filter(({ divisions }) => division === undefined || divisions.includes(division));
  const names = inDivision.map((pupil) => ofName(fullName(pupil))).join(" et ");
  return names ? `Responsable ${names}` : profileLabels.guardian;
}

/** A line breaks after a dot or a slash, where the eye of the person who types finds its place again. */
function breakable(text: string): Child {
  return text.split(/(?<=[./])/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ));
}
