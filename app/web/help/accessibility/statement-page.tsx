import type { School } from "#domain/school/school.ts";
import { checkedOn, conforming, conformity, criteria, failing, ratePercent } from "#web/kit/conformity.ts";
import { PageHeading } from "#web/ui/layout.tsx";
import { SchoolContact } from "#web/ui/school-contact.tsx";

interface StatementPageProps {
  product: string;
  school: School | undefined;
}

/** The declaration that the law asks for (décret 2019-768, article 5), in the order of its model. */
export function StatementPage({ product, school }: StatementPageProps) {
  return (
    <>
      <PageHeading title="Accessibilité" lead={`Déclaration établie le ${checkedOn}.`} />
      <p>
        {school?.name || "Votre établissement"} veut que chacun puisse se servir de {product}, avec ou sans
        souris, loupe, lecteur d’écran ou autre aide, comme le demande l’article 47 de la loi n° 2005-102 du
        11 février 2005. Cette déclaration porte sur toutes les pages de {product}.
      </p>
      <h2>État de conformité</h2>
      <p>
        {product} est <strong>{conformity}</strong> au référentiel général d’amélioration de l’accessibilité
        (RGAA), version 4.1.2 : {ratePercent} % des critères applicables sont respectés.
      </p>
      <ul>
        <li>{conforming.length} critères conformes ;</li>
        <li>{failing.length} non conformes ;</li>
        <li>
          {criteria.length - conforming.length - failing.length} non applicables, sur {criteria.length}.
        </li>
      </ul>
      {failing.length > 0 && <Failing />}
      <h2>Comment cette déclaration a été établie</h2>
      <p>
        Les auteurs de {product} ont vérifié chaque critère eux-mêmes : par des outils sur tous les écrans
        (axe dans Chromium, parcours au clavier, sans JavaScript, agrandis), puis à la main. Ce n’est pas
        l’audit d’un tiers. Le détail des {criteria.length} critères accompagne le logiciel, dans le document{" "}
        <code>docs/accessibilite.md</code>.
      </p>
      <p>Technologies : HTML, CSS, JavaScript, SVG. Aucune page n’a besoin de JavaScript.</p>
      <Recourse school={school} />
    </>
  );
}

function Failing() {
  return (
    <>
      <h2>Ce qui n’est pas accessible</h2>
      <ul>
        {failing.map(({ number, title, how }) => (
          <li>
            Critère {number}, « {title} » : {how}
          </li>
        ))}
      </ul>
    </>
  );
}

function Recourse({ school }: { school: School | undefined }) {
  return (
    <>
      <h2>Un obstacle ? Dites-le</h2>
      <p>
        Écrivez à {school ? <SchoolContact school={school} /> : "votre établissement"} : dites quelle page et
        ce qui vous arrête. On vous donnera l’information d’une autre façon, et l’obstacle sera signalé.
      </p>
      <h2>Sans réponse satisfaisante</h2>
      <p>Vous pouvez saisir le Défenseur des droits :</p>
      <ul>
        <li>
          par <a href="https://formulaire.defenseurdesdroits.fr/">son formulaire</a> ;
        </li>
        <li>
          auprès de <a href="https://www.defenseurdesdroits.fr/saisir/delegues">son délégué</a> le plus proche
          ;
        </li>
        <li>par courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.</li>
      </ul>
    </>
  );
}
