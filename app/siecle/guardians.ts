import type { GuardianRecord, LegalTie } from "#domain/snapshot.ts";
import type { ContentReader } from "#siecle/content.ts";
import { Gathering } from "#siecle/gathering.ts";
import { civilityOf, emailOf, siecleNames } from "#siecle/people.ts";
import { Refused } from "#siecle/refused.ts";
import type { Warn } from "#siecle/warnings.ts";
import { attributeOf, textOf, type XmlElement } from "#siecle/xml-element.ts";

/** BEE_RESPONSABLES: the people tied to pupils, and the ties of the legal guardians. */
export function guardiansReader(file: string, warn: Warn): ContentReader {
  const guardians = new Gathering<GuardianRecord>(file, warn);
  const legalTies = new Map<string, LegalTie>();
  return {
    records: {
      "DONNEES/PERSONNES/PERSONNE": (element) => guardians.add(guardianOf(element, warn)),
      "DONNEES/RESPONSABLES/RESPONSABLE_ELEVE": (element) => {
        const tie = legalTieOf(element);
        if (tie) legalTies.set(`${tie.pupilSiecleId} ${tie.guardianSiecleId}`, tie);
      },
    },
    people: () => guardians.size,
    finish() {
      if (guardians.size === 0) throw new Refused({ code: "no-guardian", file });
      return { kind: "guardians", guardians: guardians.list(), legalTies: [...legalTies.values()] };
    },
  };
}

function guardianOf(element: XmlElement, warn: Warn): GuardianRecord {
  const names = siecleNames(element);
  return {
    siecleId: attributeOf(element, "PERSONNE_ID") ?? "",
    civility: civilityOf(element, "LC_CIVILITE", "LL_CIVILITE"),
    ...names,
    email: emailOf(element, names, warn),
  };
}

function legalTieOf(element: XmlElement): LegalTie | undefined {
  const pupilSiecleId = textOf(element, "ELEVE_ID");
  const guardianSiecleId = textOf(element, "PERSONNE_ID");
  if (!pupilSiecleId || !guardianSiecleId || !isLegal(element)) return undefined;
  return { pupilSiecleId, guardianSiecleId, kinship: textOf(element, "CODE_PARENTE") };
}

/** Until March 2018 guardians were ranked 1 and 2; since then all are of level 1. */
function isLegal(element: XmlElement): boolean {
  const level = textOf(element, "NIVEAU_RESPONSABILITE");
  const rank = textOf(element, "RESP_LEGAL");
  return level === undefined ? rank === "1" || rank === "2" : level === "1";
}
