/**
 * One run of an import: `planned` → `applied` or `abandoned`; `applied` → `undone`. What the files said is kept
 * until it has ended.
 */
export type ImportState = "planned" | "applied" | "abandoned" | "undone";
