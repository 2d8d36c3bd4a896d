/** `ResponsablesAvecAdresses.xml`, in the layout used since March 2018. */

import type { Export, School } from "./export.ts";
import type { Tie } from "./families.ts";
import type { Address, Person } from "./person.ts";
import { beeHeader, escaped, optional, xmlFile } from "./xml.ts";

const deep = "        ";

export function guardiansFile({ families }: School, { uai, schoolYear, exportDate }: Export): Buffer {
  return xmlFile([
    '<BEE_RESPONSABLES VERSION="2.1">\n',
    beeHeader(uai, schoolYear, exportDate),
    "    <PERSONNES>\n",
    ...families.people.map(personRecord),
    "    </PERSONNES>\n    <RESPONSABLES>\n",
    ...families.ties.map(tieRecord),
    "    </RESPONSABLES>\n    <ADRESSES>\n",
    ...families.addresses.map(addressRecord),
    "    </ADRESSES>\n  </DONNEES>\n</BEE_RESPONSABLES>\n",
  ]);
}

const civilities = {
  boy: "        <LC_CIVILITE>M.</LC_CIVILITE>\n        <LL_CIVILITE>MONSIEUR</LL_CIVILITE>\n",
  girl: "        <LC_CIVILITE>MME</LC_CIVILITE>\n        <LL_CIVILITE>MADAME</LL_CIVILITE>\n",
};

function personRecord(person: Person): string {
  return `      <PERSONNE PERSONNE_ID="${person.id}">
${person.sex ? civilities[person.sex] : ""}        <NOM_DE_FAMILLE>${person.birthName}</NOM_DE_FAMILLE>
${optional(deep, "NOM_USAGE", person.usedName)}        <PRENOM>${person.firstName}</PRENOM>
        <TEL_PERSONNEL>${person.landline}</TEL_PERSONNEL>
        <TEL_PORTABLE>${person.mobile}</TEL_PORTABLE>
        <ACCEPTE_SMS>${person.acceptsSms ? 1 : 0}</ACCEPTE_SMS>
        <TEL_PROFESSIONNEL>${person.work}</TEL_PROFESSIONNEL>
${optional(deep, "MEL", person.email)}        <COMMUNICATION_ADRESSE>${person.sharesAddress ? 1 : 0}</COMMUNICATION_ADRESSE>
        <ADRESSE_ID>${person.address}</ADRESSE_ID>
${optional(deep, "CODE_PROFESSION", person.profession)}      </PERSONNE>
`;
}

function tieRecord({ pupil, person, level, kinship, pays, lodges }: Tie): string {
  return `      <RESPONSABLE_ELEVE>
        <ELEVE_ID>${pupil.id}</ELEVE_ID>
        <PERSONNE_ID>${person.id}</PERSONNE_ID>
        <NIVEAU_RESPONSABILITE>${level}</NIVEAU_RESPONSABILITE>
        <CODE_PARENTE>${kinship}</CODE_PARENTE>
        <PAIE_FRAIS_SCOLAIRES>${pays ? 1 : 0}</PAIE_FRAIS_SCOLAIRES>
        <PERCOIT_LES_AIDES>${pays}</PERCOIT_LES_AIDES>
        <HEBERGE_ELEVE>${lodges}</HEBERGE_ELEVE>
        <A_CONTACTER_EN_PRIORITE>${pays}</A_CONTACTER_EN_PRIORITE>
      </RESPONSABLE_ELEVE>
`;
}

function addressRecord({ id, line1, line2, town: [postcode, commune, name] }: Address): string {
  return `      <ADRESSE ADRESSE_ID="${id}">
        <LIGNE1_ADRESSE>${line1}</LIGNE1_ADRESSE>
        <LIGNE2_ADRESSE>${escaped(line2)}</LIGNE2_ADRESSE>
        <LIGNE3_ADRESSE></LIGNE3_ADRESSE>
        <LIGNE4_ADRESSE></LIGNE4_ADRESSE>
        <CODE_POSTAL>${postcode}</CODE_POSTAL>
        <CODE_PAYS>100</CODE_PAYS>
        <CODE_COMMUNE_INSEE>${commune}</CODE_COMMUNE_INSEE>
        <LL_PAYS>FRANCE</LL_PAYS>
        <CODE_DEPARTEMENT>099</CODE_DEPARTEMENT>
        <LIBELLE_POSTAL>${name}</LIBELLE_POSTAL>
      </ADRESSE>
`;
}
