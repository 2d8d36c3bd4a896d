import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ChangeLine, CountGroup, Counts, NameList, TickList } from "#web/ui/counts.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { ReasonLine } from "#web/ui/reason-line.tsx";

const here = paths.ui({});

export function NoticeStates() {
  return (
    <section>
      <h2>Ce que l’écran répond</h2>
      <Notice kind="done">La fiche de Laurence Alonzo est enregistrée.</Notice>
      <Notice kind="question" title="Quelqu’un porte déjà ce nom.">
        <ul>
          <li>Laurence Alonzo, né(e) le 05/06/1987</li>
        </ul>
      </Notice>
      <Notice kind="problem" title="Rien n’a été changé.">
        Ce compte est masqué. Restaurez-le d’abord.
      </Notice>
      <ErrorSummary errors={[{ name: "faux", text: "Indiquez le nom." }]} />
      <ErrorSummary
        errors={[{ name: "faux", text: "Indiquez le nom." }, { text: "Le formulaire est arrivé incomplet." }]}
      />
      <ReasonLine remedy={{ href: here, label: "Ajouter une adresse" }}>
        « Réinitialiser le mot de passe » n’est pas possible : il faut une adresse électronique.
      </ReasonLine>
      <EmptyState title="Aucun utilisateur ne correspond à « personne ».">
        <p>
          <a href={here}>Voir toute la liste</a>
        </p>
      </EmptyState>
      <DialogPage id="dialogue" title="Supprimer le compte de Laurence Alonzo" closeHref={here}>
        <p>Rien n’est effacé : vous pourrez restaurer le compte.</p>
        <Actions>
          <Button kind="destructive" type="button">
            Ok
          </Button>
          <LinkButton href={here}>Annuler</LinkButton>
        </Actions>
      </DialogPage>
    </section>
  );
}

const change = <ChangeLine field="Discipline" before="Lettres" after="Lettres modernes" />;
const addition = <ChangeLine field="Adresse" before={undefined} after="c.martin@example.org" />;

export function PlanStates() {
  return (
    <section>
      <h2>Comptes rendus</h2>
      <Counts>
        <CountGroup count={1234} label="comptes créés" hint="Chacun reçoit un identifiant." open>
          <NameList names={[{ name: "Claire MARTIN", detail: "enseignante" }]} others={1233} />
        </CountGroup>
        <CountGroup count={2} label="comptes modifiés">
          <NameList
            names={[
              { name: "Claire MARTIN", detail: change },
              { name: "Luc BÉNARD", detail: addition },
            ]}
          />
        </CountGroup>
        <CountGroup count={2} label="questions" question open>
          <TickList
            name="personne"
            ticked
            names={[
              { value: "1", name: "Claire MARTIN", detail: "6A" },
              { value: "2", name: "Luc BÉNARD" },
            ]}
          />
        </CountGroup>
        <CountGroup count={0} label="comptes masqués" />
      </Counts>
      <Facts
        facts={[
          { term: "Identifiant", value: "laurence.alonzo" },
          { term: "Adresse électronique", value: "laurence.alonzo@example.org", note: "saisie à la main" },
          { term: "ID ENT", value: undefined },
        ]}
      />
    </section>
  );
}
