import type { Families } from "./families.ts";
import type { Teaching } from "./staff.ts";
import type { Structures } from "./structures.ts";

export interface School extends Structures {
  readonly families: Families;
  readonly teaching: Teaching;
}

export interface Export {
  readonly uai: string;
  /** 2026 for 2026-2027. */
  readonly schoolYear: number;
  /** `dd/mm/yyyy` */
  readonly exportDate: string;
}
