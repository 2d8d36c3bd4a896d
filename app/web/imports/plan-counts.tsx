import type { ImportReview } from "#actions/imports/review-import.ts";
import type { PlanList } from "#domain/imports/plan.ts";
import { planListLabels } from "#domain/imports/sentences.ts";
import { type Profile, profileLabels } from "#domain/people/user.ts";
import { Table } from "#web/ui/table.tsx";

interface PlanCountsProps {
  profiles: ImportReview["profiles"];
  done: boolean;
  hrefOf: (profile: Profile, list: PlanList) => string;
}

const shownLists: readonly PlanList[] = [
  "created",
  "updated",
  "returned",
  "masked",
  "unchanged",
  "questions",
];

/** How many people of each profile; each count leads to its people. */
export function PlanCountsTable({ profiles, done, hrefOf }: PlanCountsProps) {
  return (
    <Table
      caption={done ? "Ce qui a été fait, par profil" : "Ce qui va changer, par profil"}
      rows={profiles}
      columns={[
        { heading: "Profil", header: true, cell: (row) => profileLabels[row.profile] },
        ...shownLists.map((list) => ({
          heading: planListLabels[list],
          numeric: true,
          cell: ({ profile, counts }: ImportReview["profiles"][number]) =>
            counts[list] === 0 ? (
              <span class="absent">0</span>
            ) : (
              <a href={hrefOf(profile, list)}>
                {counts[list]}
                <span class="visually-hidden">
                  {" "}
                  {planListLabels[list].toLowerCase()}, {profileLabels[profile]}
                </span>
              </a>
            ),
        })),
      ]}
      empty={<p>Ces fichiers ne parlent de personne qui ait un compte ici.</p>}
    />
  );
}
