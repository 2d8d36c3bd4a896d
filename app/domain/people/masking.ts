/** The last four are an import's. A masked account is hidden and cannot sign in; nothing is erased. */
export type MaskingReason =
  | "by-hand"
  | "absent"
  | "exit-date"
  | "pupils-left"
  | "no-longer-legal"
  | "import-undone";

export const maskingSentences: Record<MaskingReason, string> = {
  "by-hand": "masqué à la main",
  absent: "absent des fichiers importés",
  "exit-date": "date de sortie passée dans SIECLE",
  "pupils-left": "plus aucun élève présent dans l’établissement",
  "no-longer-legal": "n’est plus responsable légal dans SIECLE",
  "import-undone": "l’importation qui l’avait créé a été annulée",
};

interface MaskingRows {
  readonly erasedAt: Date | undefined;
  readonly maskings: readonly { readonly liftedAt: Date | undefined }[];
}

/** Has a current masking, or is erased. The trigger `copy_masking` keeps it on `users`. */
export function isMaskedBy({ erasedAt, maskings }: MaskingRows): boolean {
  return erasedAt !== undefined || maskings.some(({ liftedAt }) => liftedAt === undefined);
}
