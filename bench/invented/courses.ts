/** Subjects of a collège, or of a collège with lycée. Codes have the right form; some are invented. */

export interface Subject {
  readonly code: string;
  readonly short: string;
  readonly label: string;
  readonly discipline: DisciplineName;
}

export interface Level {
  readonly rank: number;
  /** Prefix of its divisions' codes. */
  readonly code: string;
  readonly label: string;
  readonly formation: string;
  readonly edition: string;
  readonly mef: string;
  readonly lycee: boolean;
  /** Taught to whole divisions, with hours a week. */
  readonly lessons: readonly (readonly [Subject, number])[];
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly share: number;
  /** Subjects per pupil. */
  readonly count: number;
  /** Compulsory, optional, or shared by all pupils and then not written as an option. */
  readonly mode: "O" | "F" | "S";
  readonly among: readonly Subject[];
}

export const disciplines = {
  letters: ["L0202", "LETTRES MODERNES"],
  classics: ["L0201", "LETTRES CLASSIQ"],
  maths: ["L1300", "MATHEMATIQUES"],
  english: ["L0422", "ANGLAIS"],
  german: ["L0421", "ALLEMAND"],
  spanish: ["L0426", "ESPAGNOL"],
  italian: ["L0429", "ITALIEN"],
  history: ["L1000", "HIST. GEO."],
  physics: ["L1500", "SC. PHYSIQUES"],
  biology: ["L1600", "S. V. T."],
  technology: ["L1400", "TECHNOLOGIE"],
  music: ["L1700", "EDUC MUSICALE"],
  art: ["L1800", "ARTS PLASTIQUES"],
  sport: ["L1900", "E. P. S"],
  philosophy: ["L0100", "PHILOSOPHIE"],
  economics: ["L1100", "SC.ECON.SOCIALES"],
  documentation: ["L0080", "DOCUMENTATION"],
  head: ["D0010", "CHEF D'ETAB"],
  deputy: ["D0011", "ADJ CHEF D'ETAB"],
  education: ["E0030", "EDUCATION"],
} as const;
export type DisciplineName = keyof typeof disciplines;

const subject = (code: string, short: string, label: string, discipline: DisciplineName): Subject => ({
  code,
  short,
  label,
  discipline,
});

const french = subject("020700", "FRANC", "Français", "letters");
const maths = subject("061300", "MATHS", "Mathématiques", "maths");
const english = subject("030201", "AGL1", "Anglais LV1", "english");
const history = subject("043700", "HIGEO", "Histoire-Géographie", "history");
const civics = subject("044300", "EMC", "Enseignement moral et civique", "history");
const physics = subject("062300", "PH-CH", "Physique-Chimie", "physics");
const biology = subject("062900", "SVT", "Sciences de la vie et de la Terre", "biology");
const technology = subject("070800", "TECHN", "Technologie", "technology");
const music = subject("081300", "EDMUS", "Éducation musicale", "music");
const art = subject("090100", "A-PLA", "Arts plastiques", "art");
const sport = subject("100100", "EPS", "Éducation physique et sportive", "sport");
const support = subject("003700", "AVDP", "Accompagnement personnalisé", "maths");
const latin = subject("020300", "LCALA", "Langues et cultures de l'Antiquité - latin", "classics");
const german = subject("030102", "ALL2", "Allemand LV2", "german");
const spanish = subject("030602", "ESP2", "Espagnol LV2", "spanish");
const italian = subject("030702", "ITA2", "Italien LV2", "italian");
const philosophy = subject("013000", "PHILO", "Philosophie", "philosophy");
const economics = subject("040100", "SES", "Sciences économiques et sociales", "economics");
const digital = subject("050100", "SNT", "Sciences numériques et technologie", "maths");
const science = subject("060200", "ENSCI", "Enseignement scientifique", "biology");
const spMaths = subject("061350", "SPMAT", "Spécialité mathématiques", "maths");
const spPhysics = subject("062350", "SPPHC", "Spécialité physique-chimie", "physics");
const spBiology = subject("062950", "SPSVT", "Spécialité sciences de la vie et de la Terre", "biology");
const spHistory = subject("043750", "SPHGG", "Spécialité histoire-géographie, géopolitique", "history");
const spEnglish = subject("030250", "SPLLC", "Spécialité anglais, monde contemporain", "english");
const spEconomics = subject("040150", "SPSES", "Spécialité sciences économiques et sociales", "economics");
const spLetters = subject(
  "013500",
  "SPHLP",
  "Spécialité humanités, littérature et philosophie",
  "philosophy",
);
const spDigital = subject("050200", "SPNSI", "Spécialité numérique et sciences informatiques", "maths");

const specialities = [spMaths, spEconomics, spPhysics, spBiology, spHistory, spEnglish, spLetters, spDigital];
const secondLanguage: Choice = { share: 1, count: 1, mode: "O", among: [spanish, german, italian] };
const antiquity: Choice = { share: 0.15, count: 1, mode: "F", among: [latin] };

const commonHours = (lettersHours: number): [Subject, number][] => [
  [french, lettersHours],
  [maths, 4],
  [english, 3.5],
  [history, 3],
  [civics, 0.5],
  [sport, 3],
  [biology, 1.5],
  [music, 1],
  [art, 1],
];
const collegeHours: [Subject, number][] = [...commonHours(4.5), [physics, 1.5], [technology, 1.5]];
const lyceeHours: [Subject, number][] = [
  [english, 2.5],
  [history, 3],
  [civics, 0.5],
  [sport, 2],
];
const taughtInLycee = (...more: [Subject, number][]) => [...lyceeHours, ...more];

const levels: readonly Level[] = [
  level(0, "6", "SIXIEME", "6EME", "Sixième", "10010012110", commonHours(5), [
    { share: 1, count: 1, mode: "S", among: [support] },
  ]),
  level(1, "5", "CINQUIEME", "5EME", "Cinquième", "10110001110", collegeHours, [secondLanguage, antiquity]),
  level(2, "4", "QUATRIEME", "4EME", "Quatrième", "10210001110", collegeHours, [secondLanguage, antiquity]),
  level(3, "3", "TROISIEME", "3EME", "Troisième", "10310019110", collegeHours, [secondLanguage, antiquity]),
  level(
    4,
    "2NDE",
    "SECONDE",
    "2-GT",
    "Seconde générale et technologique",
    "20010018110",
    taughtInLycee([french, 4], [maths, 4], [physics, 3], [biology, 1.5], [economics, 1.5], [digital, 1.5]),
    [secondLanguage, antiquity],
  ),
  level(
    5,
    "1ERE",
    "PREMIERE",
    "1-GEN",
    "Première générale",
    "20110019110",
    taughtInLycee([french, 4], [science, 2]),
    [secondLanguage, { share: 1, count: 3, mode: "O", among: specialities }],
  ),
  level(
    6,
    "TERM",
    "TERMINALE",
    "T-GEN",
    "Terminale générale",
    "20210019110",
    taughtInLycee([philosophy, 4], [science, 2]),
    [secondLanguage, { share: 1, count: 2, mode: "O", among: specialities }],
  ),
];

/** Above the size of a large collège, the invented school also has a lycée. */
export function levelsFor(pupils: number): readonly Level[] {
  return pupils <= 900 ? levels.slice(0, 4) : levels;
}

export function subjectsOf(level: Level): Subject[] {
  const taught = [
    ...level.lessons.map(([lesson]) => lesson),
    ...level.choices.flatMap((choice) => choice.among),
  ];
  return [...new Set(taught)].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function level(
  rank: number,
  code: string,
  label: string,
  formation: string,
  edition: string,
  mef: string,
  lessons: Level["lessons"],
  choices: readonly Choice[],
): Level {
  return { rank, code, label, formation, edition, mef, lycee: rank >= 4, lessons, choices };
}
