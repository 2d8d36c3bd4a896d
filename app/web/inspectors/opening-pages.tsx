import type { CalendarDate } from "#domain/calendar.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { DateField } from "#web/ui/fields.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface AboutInspector {
  uai: string;
  inspector: Inspector;
  /** A rule said no meanwhile: why. */
  refusal: string | undefined;
}

interface OpenInspectionPageProps extends AboutInspector {
  today: CalendarDate;
  endsOn: string | undefined;
  errors: FormErrors;
  hasMailbox: boolean;
  mailFrom: string;
}

export function OpenInspectionPage(props: OpenInspectionPageProps) {
  const { uai, inspector, refusal, today, endsOn, errors, hasMailbox, mailFrom } = props;
  const closeHref = paths.inspectors({ uai });
  return (
    <DialogPage title={`Ouvrir l’accès à ${fullName(inspector)}`} closeHref={closeHref}>
      {refusal && <Notice kind="problem">{refusal}</Notice>}
      <p>
        L’inspecteur verra les classes, les enseignants et le nombre de comptes, sans rien pouvoir changer et
        sans le nom des élèves. Chaque visite sera inscrite au journal de l’établissement.
      </p>
      <form method="post" action={paths.openInspection({ uai, id: inspector.id })} novalidate>
        <ErrorSummary errors={errorList(errors)} />
        <DateField
          name="fin"
          label="Dernier jour"
          hint="jj/mm/aaaa. Facultatif : sans date, l’accès reste ouvert jusqu’à ce que vous le fermiez."
          value={endsOn}
          min={today}
          error={errors.fin}
        />
        <MailNote hasMailbox={hasMailbox} mailFrom={mailFrom}>
          Un courriel prévient {inspector.email}.
        </MailNote>
        <Actions>
          {!refusal && <Button>Ok</Button>}
          <LinkButton href={closeHref} closesDialog>
            Annuler
          </LinkButton>
        </Actions>
      </form>
    </DialogPage>
  );
}

export function CloseInspectionPage({ uai, inspector, refusal }: AboutInspector) {
  return (
    <ConfirmDialog
      title={`Fermer l’accès à ${fullName(inspector)}`}
      action={paths.closeInspection({ uai, id: inspector.id })}
      closeHref={paths.inspectors({ uai })}
      refusal={refusal}
      destructive
    >
      <p>
        L’inspecteur ne verra plus l’établissement dès son prochain clic, et un courriel le lui dit. Ses
        visites restent au journal ; vous pourrez rouvrir l’accès.
      </p>
    </ConfirmDialog>
  );
}
