/** Refusals in French: what blocks, and what to do. A reason without a sentence does not compile. */

const reasons = {
  "administrator-only":
    "Cette page est réservée à l’administrateur de l’établissement. Adressez-vous à lui : il gère les comptes.",
  "head-only":
    "Cette page est réservée au chef d’établissement : lui seul ouvre l’accès de l’établissement aux inspecteurs.",
  "staff-only": "La double authentification est proposée aux personnels de l’établissement.",
  "second-factor-needed":
    "Prouvez d’abord que c’est bien vous, avec votre double authentification. Rien n’a été fait.",
  "own-second-factor": "Vous gérez votre propre double authentification dans « Mon compte ».",
  "without-second-factor": "Ce compte n’a pas de double authentification.",
  "inspection-open": "L’accès de cet inspecteur est déjà ouvert.",
  "last-day-past": "Indiquez un jour à venir, ou laissez vide.",
  "inspection-closed": "L’accès de cet inspecteur n’est pas ouvert.",
  "inspection-ended":
    "L’accès à cet établissement ne vous est pas ouvert, ou ne l’est plus. Adressez-vous à son chef d’établissement : lui seul peut l’ouvrir.",
  "erasure-held": "L’effacement de ce compte est déjà suspendu.",
  "erasure-not-held": "L’effacement de ce compte n’est pas suspendu.",
  masked: "Ce compte est masqué. Restaurez-le d’abord.",
  "not-masked": "Ce compte n’est pas masqué.",
  "user-without-email":
    "Il faut une adresse électronique pour réinitialiser le mot de passe : ajoutez-la avec « Modifier ».",
  "school-without-email":
    "L’adresse électronique de l’établissement manque : ajoutez-la dans « Paramètres ».",
  "school-without-name": "Le nom de l’établissement manque : ajoutez-le dans « Paramètres ».",
  "no-division-with-pupil": "Aucune classe n’a encore d’élève : importez d’abord les fichiers de SIECLE.",
  "administrator-stays": "Le compte de l’administrateur ne peut pas être masqué.",
  "from-siecle":
    "Ce compte vient de SIECLE : il sera masqué par la prochaine importation quand la personne aura quitté l’établissement dans SIECLE.",
  "returns-by-siecle":
    "Ce compte vient de SIECLE : il réapparaîtra avec l’importation où la personne figure de nouveau.",
  "not-a-teacher":
    "Seuls les enseignants ont des classes enseignées. Pour un autre profil, changez-le d’abord avec « Modifier ».",
  "has-classes": "Cette personne enseigne déjà dans ces classes.",
  "without-classes": "Cette personne n’enseigne dans aucune de ces classes.",
  "changed-since": "Quelqu’un a changé ce compte entre-temps : il reste comme il est.",
  "nobody-concerned": "Cette action ne concerne plus personne : rien n’a été fait.",
  "not-found": "Cette personne n’existe pas dans votre établissement.",
  "edited-meanwhile":
    "Quelqu’un d’autre a modifié cette fiche pendant que vous la remplissiez. Rien n’a été enregistré ; relisez les valeurs actuelles puis validez de nouveau.",
  "login-refused": "Identifiant ou mot de passe incorrect.",
  "too-many-tries":
    "Trop d’essais pour le moment. Attendez un peu avant de réessayer, ou adressez-vous à votre établissement.",
  "ent-id-taken": "Cet ID ENT est déjà celui d’une autre personne de l’établissement.",
  "has-ent-id":
    "Ce compte a déjà un ID ENT. S’il est faux, corrigez-le avec « Modifier », dans la fiche de la personne.",
  "arrival-gone": "Cette personne n’est plus dans la liste : quelqu’un l’a reliée ou écartée entre-temps.",
  "own-password": "Vous changez votre propre mot de passe dans « Mon compte ».",
  "own-sessions": "Vous fermez vos propres connexions dans « Mon compte ».",
  "view-name-taken": "Une de vos vues porte déjà ce nom : choisissez-en un autre.",
  "too-many-views": "Vous avez déjà 12 vues : supprimez-en une dans « Mes vues », puis recommencez.",
  "import-ended": "Cette importation est déjà terminée.",
  "later-import": "Une importation plus récente a été appliquée : seule la dernière peut être annulée.",
  "import-too-old":
    "Cette importation a plus de 12 mois : ce qui s’est passé depuis n’est plus conservé en entier, elle ne peut plus être annulée.",
  "undo-changed":
    "Quelque chose a changé depuis que vous lisiez cette page. Rien n’a été annulé : relisez, puis confirmez.",
  "plan-changed":
    "La base a changé depuis la préparation de cette importation. Rien n’a été appliqué : relisez le nouveau plan avant de confirmer.",
  "brake-number": "Pour continuer, tapez exactement le nombre de comptes qui seraient masqués.",
  "filling-ended": "Ce fichier du portail est déjà traité : il a été appliqué ou abandonné.",
  "filling-without-columns": "Dites d’abord dans quelles colonnes se trouvent l’ID ENT, le nom et le prénom.",
  "ent-id-twice":
    "Deux lignes donnent un ID ENT au même compte. Rien n’a été enregistré : laissez-en une, puis confirmez.",
  "no-ent-id-ticked":
    "Aucune ligne n’est cochée et aucune question n’a de réponse : rien n’a été enregistré.",
} as const;

export type Reason = keyof typeof reasons;

export function reasonSentence(reason: Reason): string {
  return reasons[reason];
}
