import { fr, frenchMegabytes, frenchNumber, shown, typeset } from "#domain/french.ts";
import { schoolYearLabel } from "#domain/school/school.ts";
import type { FileKind } from "#domain/snapshot.ts";
import type { NotAnExport } from "#domain/sniff.ts";

type InFile<More = object> = { readonly file: string } & Readonly<More>;
/** A file to export again: `kind` once its root is known. */
type InExport<More = object> = InFile<More & { readonly kind?: FileKind }>;
type AtLine = InExport<{ line: number }>;

interface Reasons {
  "no-file": object;
  "too-many-files": { readonly count: number; readonly max: number };
  "file-too-big": InFile<{ maxBytes: number }>;
  "xml-too-big": InFile<{ maxBytes: number }>;
  "import-too-big": { readonly maxBytes: number };
  "not-an-export": InFile<{ look: NotAnExport }>;
  "zip-damaged": InFile;
  "zip-encrypted": InFile;
  "zip-method": InFile;
  "zip-in-zip": InFile;
  "zip-bomb": InFile;
  "zip-too-many-entries": InFile<{ max: number }>;
  "zip-without-export": InFile;
  "unknown-encoding": InFile<{ encoding: string }>;
  "wrong-encoding": InExport;
  doctype: InExport;
  malformed: AtLine;
  truncated: AtLine;
  "out-of-proportion": AtLine;
  "overlong-value": InExport<{ element: string; chars: number; longest: number }>;
  "too-many-people": InExport<{ max: number }>;
  "too-many-namesakes": InExport<{ name: string; max: number }>;
  "too-many-lessons": InExport;
  "emp-sts": InFile;
  "import-eleves": InFile;
  lsu: InFile;
  "specific-export": InFile;
  "unknown-export": InFile<{ root: string }>;
  nobody: { readonly files: readonly string[] };
  "no-staff": InFile;
  "no-pupil": InFile;
  "no-guardian": InFile;
  "no-uai": InExport<{ found: string | undefined }>;
  "no-school-year": InExport<{ found: string | undefined }>;
  "other-school": InFile<{ uai: string; expectedUai: string }>;
  "two-schools": InFile<{ uai: string; otherFile: string; otherUai: string }>;
  "two-school-years": InFile<{ schoolYear: number; otherFile: string; otherSchoolYear: number }>;
  "same-kind-twice": InFile<{ kind: FileKind; otherFile: string }>;
}
type Code = keyof Reasons;

export type FileRefusal = { [C in Code]: { readonly code: C } & Reasons[C] }[Code];

const wanted =
  "Les fichiers attendus sont sts_emp_… (STS-WEB), ElevesSansAdresses et ResponsablesAvecAdresses (SIECLE).";
const nobodyLeft = "ce n’est pas lu comme le départ de tous";

const looks: Readonly<Record<NotAnExport, string>> = {
  empty: "est vide",
  pdf: "est un document PDF",
  office: "est un document de tableur ou de traitement de texte",
  html: "est une page web : la session était sans doute fermée au moment du téléchargement",
  archive: "est une archive d’un autre genre que ZIP",
  text: "est un texte ou un fichier CSV",
  other: "n’est ni un fichier XML ni un fichier ZIP",
};

const kinds: Readonly<Record<FileKind, string>> = {
  sts: "des personnels (sts_emp)",
  pupils: "des élèves",
  guardians: "des responsables",
  structures: "des structures",
  nomenclature: "de la nomenclature",
};

const exports: Readonly<Record<FileKind, string>> = {
  sts: "l’export sts_emp_… depuis STS-WEB",
  pupils: "l’export ElevesSansAdresses depuis SIECLE",
  guardians: "l’export ResponsablesAvecAdresses depuis SIECLE",
  structures: "l’export Structures depuis SIECLE",
  nomenclature: "l’export Nomenclature depuis SIECLE",
};

function again(kind?: FileKind): string {
  return kind === undefined
    ? "Téléchargez-le de nouveau depuis SIECLE ou STS-WEB, sans l’ouvrir ni l’enregistrer."
    : `Téléchargez de nouveau ${exports[kind]}, sans l’ouvrir ni l’enregistrer.`;
}

const sentences: { readonly [C in Code]: (reason: Reasons[C]) => string } = {
  "no-file": () => `Aucun fichier n’a été reçu. ${wanted}`,
  "too-many-files": ({ count, max }) =>
    fr`${frenchNumber(count)} fichiers ont été reçus : c’est plus que les ${max} que l’on peut déposer ensemble. Trois suffisent d’ordinaire, ceux des personnels, des élèves et des responsables.`,
  "file-too-big": ({ file, maxBytes }) =>
    fr`Le fichier « ${file} » dépasse ${frenchMegabytes(maxBytes)}, bien plus que l’export d’un établissement. Vérifiez que c’est le bon.`,
  "xml-too-big": ({ file, maxBytes }) =>
    fr`Le contenu de « ${file} » dépasse ${frenchMegabytes(maxBytes)}, bien plus que l’export d’un établissement. Vérifiez que c’est le bon.`,
  "import-too-big": ({ maxBytes }) =>
    `Les fichiers reçus dépassent ensemble ${frenchMegabytes(maxBytes)}. Ne gardez que les exports d’un seul établissement.`,
  "not-an-export": ({ file, look }) => fr`Le fichier « ${file} » ${typeset(looks[look])}. ${wanted}`,
  "zip-damaged": ({ file }) =>
    fr`Le fichier ZIP « ${file} » est incomplet ou abîmé. Téléchargez-le de nouveau depuis SIECLE, puis déposez-le sans l’ouvrir. ${wanted}`,
  "zip-encrypted": ({ file }) =>
    fr`Le fichier ZIP « ${file} » est protégé par un mot de passe. Déposez l’export tel que SIECLE l’a donné.`,
  "zip-method": ({ file }) =>
    fr`Le fichier ZIP « ${file} » est compressé d’une façon qui ne peut pas être lue ici. Déposez l’export tel que SIECLE l’a donné, ou le fichier XML qu’il contient.`,
  "zip-in-zip": ({ file }) =>
    fr`Le fichier ZIP « ${file} » contient un autre fichier ZIP. Déposez directement celui qui est à l’intérieur.`,
  "zip-bomb": ({ file }) =>
    fr`Le fichier ZIP « ${file} » grossit sans mesure quand on le décompresse : ce n’est pas un export. Déposez celui que SIECLE a donné.`,
  "zip-too-many-entries": ({ file, max }) =>
    fr`Le fichier ZIP « ${file} » contient plus de ${max} fichiers. Ne gardez que les exports de SIECLE et de STS-WEB.`,
  "zip-without-export": ({ file }) => fr`Le fichier ZIP « ${file} » ne contient aucun export. ${wanted}`,
  "unknown-encoding": ({ file, encoding }) =>
    fr`Le fichier « ${file} » annonce un alphabet inconnu (« ${shown(encoding, 30)} »). ${again()}`,
  "wrong-encoding": ({ file, kind }) =>
    fr`Les accents du fichier « ${file} » sont illisibles : il a sans doute été modifié depuis son export. ${again(kind)}`,
  doctype: ({ file, kind }) =>
    fr`Le fichier « ${file} » contient une déclaration « DOCTYPE », qu’un export n’a jamais : par sécurité, il n’est pas lu. ${again(kind)}`,
  malformed: ({ file, kind, line }) =>
    fr`Le fichier « ${file} » est abîmé à la ligne ${frenchNumber(line)}. ${again(kind)}`,
  truncated: ({ file, kind, line }) =>
    fr`Le fichier « ${file} » est incomplet : il s’arrête à la ligne ${frenchNumber(line)}, avant sa fin. ${again(kind)}`,
  "out-of-proportion": ({ file, kind, line }) =>
    fr`Le fichier « ${file} » contient, vers la ligne ${frenchNumber(line)}, des données démesurées qu’un export n’a jamais. ${again(kind)}`,
  "overlong-value": ({ file, kind, element, chars, longest }) =>
    fr`Dans le fichier « ${file} », un ${element} compte ${frenchNumber(chars)} caractères, et un export n’en a jamais plus de ${longest}. ${again(kind)}`,
  "too-many-people": ({ file, kind, max }) =>
    fr`Le fichier « ${file} » contient plus de ${frenchNumber(max)} personnes, ce qu’aucun établissement n’a. ${again(kind)}`,
  "too-many-namesakes": ({ file, kind, name, max }) =>
    fr`Dans le fichier « ${file} », plus de ${max} personnes s’appellent ${name}, ce qu’un export n’a jamais. ${again(kind)}`,
  "too-many-lessons": ({ file, kind }) =>
    fr`Le fichier « ${file} » donne aux enseignants un nombre démesuré de cours. ${again(kind)}`,
  "emp-sts": ({ file }) =>
    fr`Le fichier « ${file} » est celui que le logiciel d’emploi du temps envoie vers STS-WEB (emp_sts). Il faut le fichier inverse, sts_emp_… : dans STS-WEB, Mise à jour, Exports, Emplois du temps.`,
  "import-eleves": ({ file }) =>
    fr`Le fichier « ${file} » sert à faire entrer des élèves dans SIECLE. Il faut ceux qui en sortent : dans SIECLE, Exploitation, Exports standard, Exports XML génériques.`,
  lsu: ({ file }) => fr`Le fichier « ${file} » est destiné au livret scolaire unique. ${wanted}`,
  "specific-export": ({ file }) =>
    fr`Le fichier « ${file} » est un export de SIECLE destiné à une autre application. Il faut les exports XML génériques : ElevesSansAdresses et ResponsablesAvecAdresses.`,
  "unknown-export": ({ file, root }) =>
    fr`Le fichier « ${file} » n’est pas un export connu (il commence par « ${shown(root, 40)} »). ${wanted}`,
  nobody: ({ files }) => `Aucune personne dans ${listed(files)}. ${wanted}`,
  "no-staff": ({ file }) =>
    fr`Le fichier « ${file} » ne contient aucun personnel : ${nobodyLeft}. Refaites ${exports.sts}.`,
  "no-pupil": ({ file }) =>
    fr`Le fichier « ${file} » ne contient aucun élève : ${nobodyLeft}. Refaites ${exports.pupils}.`,
  "no-guardian": ({ file }) =>
    fr`Le fichier « ${file} » ne contient aucun responsable : ${nobodyLeft}. Refaites ${exports.guardians}.`,
  "no-uai": ({ file, kind, found }) =>
    fr`Le fichier « ${file} » ne dit pas de quel établissement il vient${found ? fr` (« ${shown(found, 30)} » n’est pas un UAI)` : ""}. ${again(kind)}`,
  "no-school-year": ({ file, kind, found }) =>
    fr`Le fichier « ${file} » ne dit pas de quelle année scolaire il est${found ? fr` (« ${shown(found, 30)} » n’est pas une année)` : ""}. ${again(kind)}`,
  "other-school": ({ file, uai, expectedUai }) =>
    fr`Le fichier « ${file} » est celui de l’établissement ${uai}, et non de ${expectedUai}. Déposez les exports de l’établissement ${expectedUai}.`,
  "two-schools": ({ file, uai, otherFile, otherUai }) =>
    fr`Le fichier « ${file} » vient de l’établissement ${uai}, et « ${otherFile} » de l’établissement ${otherUai}. Ne déposez que les exports du vôtre.`,
  "two-school-years": ({ file, schoolYear, otherFile, otherSchoolYear }) =>
    fr`Le fichier « ${file} » est de l’année ${schoolYearLabel(schoolYear)}, et « ${otherFile} » de ${schoolYearLabel(otherSchoolYear)}. Déposez des exports d’une même année scolaire.`,
  "same-kind-twice": ({ file, otherFile, kind }) =>
    fr`Les fichiers « ${file} » et « ${otherFile} » sont deux exports différents ${kinds[kind]}. Ne gardez que le plus récent.`,
};

/** One to three short French sentences: what was received, what is wanted, what to do. */
export function refusalSentence(refusal: FileRefusal): string {
  const say = sentences[refusal.code] as (reason: FileRefusal) => string;
  return say(refusal);
}

const mostListed = 5;

function listed(files: readonly string[]): string {
  const names = files.slice(0, mostListed).map((file) => fr`« ${file} »`);
  const more = files.length - names.length;
  return more > 0 ? `${names.join(", ")} et ${more} autres` : names.join(", ");
}
