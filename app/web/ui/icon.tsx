/** The signs of the screens, drawn in line so that they take the colour and size of the text beside them. */

import { raw } from "hono/utils/html";

const strokes = {
  check: "m3 8.5 3.2 3.2L13 4.8",
  pencil: "M3 13l.7-3L10.9 2.8a1.3 1.3 0 0 1 1.84 0l.46.46a1.3 1.3 0 0 1 0 1.84L6 12.3 3 13ZM9.5 4.2l2.3 2.3",
  cross: "m4 4 8 8m0-8-8 8",
  plus: "M8 3v10M3 8h10",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
  key: "M5.5 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm2.2-5.1L13 2.6M10.5 5.1l2 2",
  hide: "M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4Zm1-5 10 10",
  show: "M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4Zm6 1.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z",
  upload: "M8 10.5V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v3h11v-3",
  download: "M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M2.5 10.5v3h11v-3",
  mail: "M2 4h12v8.5H2V4Zm.3.3L8 9l5.7-4.7",
  question: "M5.6 6a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.9-1.1 1.7M8 12.5v.2",
  problem: "M8 3.5v5.5M8 12.3v.2",
  up: "M8 13V3.5M4.5 7 8 3.5 11.5 7",
  down: "M8 3v9.5M4.5 9 8 12.5 11.5 9",
  sortable: "m5 6.5 3-3 3 3M5 9.5l3 3 3-3",
  arrow: "M2.5 8h10M9 4.5 12.5 8 9 11.5",
  previous: "M10 3.5 5.5 8l4.5 4.5",
  next: "M6 3.5 10.5 8 6 12.5",
} as const;

export type IconName = keyof typeof strokes;

export const iconNames = Object.keys(strokes) as IconName[];

/** Drawn once: a table holds hundreds of them. */
const drawings = new Map(
  Object.entries(strokes).map(([name, path]) => [
    name,
    raw(
      `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d="${path}"></path></svg>`,
    ),
  ]),
);

/** Always beside words, visible or not: the drawing itself says nothing to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return drawings.get(name)!;
}
