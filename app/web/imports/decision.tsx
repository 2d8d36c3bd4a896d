/** What the boxes as they are would do, the brake, and the buttons. */

import type { ReviewDecision } from "#actions/imports/review-import.ts";
import { counted } from "#domain/french.ts";
import { brakeCauses, brakeSentence } from "#domain/imports/brake-sentence.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface DecisionProps {
  target: { uai: string; id: string };
  decision: ReviewDecision;
  brakeError: string | undefined;
  typedNumber: string | undefined;
}

export function Decision({ target, decision, brakeError, typedNumber }: DecisionProps) {
  const { brakes, held, masked, ticked, unticked, isEmpty, questions, answered } = decision;
  return (
    <section class="decision" aria-labelledby="decision-titre">
      <h2 id="decision-titre">Décision</h2>
      {isEmpty ? (
        <p>Tout est déjà à jour : appliquer cette importation ne changera personne.</p>
      ) : (
        <p>
          {accounts(ticked)} {ticked === 1 ? "sera touché" : "seront touchés"}
          {unticked > 0 &&
            `, ${unticked} laissé${unticked > 1 ? "s" : ""} tel${unticked > 1 ? "s" : ""} quel${unticked > 1 ? "s" : ""}`}
          .
        </p>
      )}
      {questions > 0 && (
        <p>
          {questions === 1 ? "1 question est sans réponse" : `${questions} questions sont sans réponse`} :
          rien n’est créé ni masqué pour ces personnes.
        </p>
      )}
      {brakes.length > 0 && <BrakeNotice brakes={brakes} isBraked={held.length === 0} />}
      {held.length > 0 && (
        <TextField
          name="nombre"
          label={`Pour continuer quand même, tapez le nombre de comptes masqués : ${masked}`}
          value={typedNumber}
          inputmode="numeric"
          autocomplete="off"
          error={brakeError}
          required
        />
      )}
      {answered > 0 && (
        <p>
          <Button kind="quiet" name="reprendre" value="oui" formaction={paths.decideImport(target)}>
            {answered === 1
              ? "Reprendre la réponse déjà donnée"
              : `Reprendre les ${answered} réponses déjà données`}
          </Button>
        </p>
      )}
      <Actions>
        <Button busyText="Application en cours…">Appliquer l’importation</Button>
        <Button kind="secondary" formaction={paths.abandonImport(target)}>
          Abandonner
        </Button>
      </Actions>
    </section>
  );
}

function accounts(count: number): string {
  if (count === 0) return "Aucun compte ne";
  return counted(count, "compte", "comptes");
}

function BrakeNotice({ brakes, isBraked }: { brakes: ReviewDecision["brakes"]; isBraked: boolean }) {
  return (
    <Notice kind="question" title="Cette importation demande une confirmation de plus.">
      <ul>
        {brakes.map((brake) => (
          <li>{brakeSentence(brake)}</li>
        ))}
      </ul>
      <p>Les causes habituelles, à vérifier dans SIECLE ou STS-WEB avant de continuer :</p>
      <ul>
        {[...new Set(brakes.flatMap(brakeCauses))].map((cause) => (
          <li>{cause}</li>
        ))}
      </ul>
      {isBraked && (
        <p>
          Ces personnes ne sont pas cochées : appliquer maintenant ne les touche pas. Pour continuer quand
          même, cochez-les dans leur liste.
        </p>
      )}
    </Notice>
  );
}
