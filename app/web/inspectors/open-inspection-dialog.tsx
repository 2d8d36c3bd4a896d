import type { CalendarDate } from "#domain/calendar.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import type { SchoolPaths } from "#web/paths.ts";
import { DateField } from "#web/ui/fields.tsx";
import { FormDialog } from "#web/ui/form-dialog.tsx";

interface OpenInspectionDialogProps {
  to: SchoolPaths;
  inspector: Inspector;
  title: string;
  form: Again;
  refusal: Reason | undefined;
  today: CalendarDate;
  mails: { hasMailbox: boolean; mailFrom: string };
}

export function OpenInspectionDialog(props: OpenInspectionDialogProps) {
  const { to, inspector, title, form, refusal, today, mails } = props;
  return (
    <FormDialog
      title={title}
      action={to.openInspection({ id: inspector.id })}
      closeHref={to.inspectors()}
      errors={errorList(form.errors)}
      refusal={refusal && reasonSentence(refusal)}
      lead={
        <p>
          L’inspecteur verra les classes, les enseignants et le nombre de comptes, sans rien pouvoir changer
          et sans le nom des élèves. Chaque visite sera inscrite au journal de l’établissement.
        </p>
      }
    >
      <DateField
        name="endsOn"
        label="Dernier jour"
        hint="jj/mm/aaaa. Facultatif : sans date, l’accès reste ouvert jusqu’à ce que vous le fermiez."
        value={typedValue(form.typed, "endsOn")}
        min={today}
        error={form.errors.endsOn}
      />
      <MailNote hasMailbox={mails.hasMailbox} mailFrom={mails.mailFrom}>
        Un courriel prévient {inspector.email}.
      </MailNote>
    </FormDialog>
  );
}
