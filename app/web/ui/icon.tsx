/**
 * Icons from Lucide 1.62 (docs/licences/lucide.txt), each as one path on its grid of 24. They are part of the page, so
 * that they take the colour and size of the text beside them.
 */

import { raw } from "hono/utils/html";

const strokes = {
  check: "M20 6 9 17l-5-5",
  pencil:
    "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4",
  cross: "M18 6 6 18M6 6l12 12",
  plus: "M5 12h14M12 5v14",
  search: "m21 21-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z",
  key: "m2 21 9.6-9.6M7.5 15.5l2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19M21 7.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0Z",
  hide: "M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49M14.084 14.158a3 3 0 0 1-4.242-4.242M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143M2 2l20 20",
  show: "M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z",
  upload: "M12 3v12M17 8l-5-5-5 5M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4",
  download: "M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5",
  mail: "m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z",
  help: "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0ZM9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01",
  // The stylesheet draws the circle of these two.
  question: "M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01",
  problem: "M12 7v6M12 17h.01",
  up: "m5 12 7-7 7 7M12 19V5",
  down: "M12 5v14M19 12l-7 7-7-7",
  sortable: "m7 15 5 5 5-5M7 9l5-5 5 5",
  arrow: "M5 12h14M12 5l7 7-7 7",
  previous: "m15 18-6-6 6-6",
  next: "m9 18 6-6-6-6",
} as const;

export type IconName = keyof typeof strokes;

export const iconNames = Object.keys(strokes) as IconName[];

/** Each drawing is made once: a table holds hundreds of them. */
const drawings = new Map(
  Object.entries(strokes).map(([name, path]) => [
    name,
    raw(
      `<svg class="icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" focusable="false"><path d="${path}"></path></svg>`,
    ),
  ]),
);

/** Words, visible or not, always stand beside it: screen readers skip the drawing. */
export function Icon({ name }: { name: IconName }) {
  return drawings.get(name)!;
}
