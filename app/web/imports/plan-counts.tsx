import { countByProfile, type PlanCounts } from "#domain/import/counts.ts";
import type { ImportPlan } from "#domain/import/plan.ts";
import { type Profile, profileLabels, profiles } from "#domain/user.ts";
import { Table } from "#web/ui/table.tsx";

/** How many people of each profile, before they are named. */
export function PlanCountsTable({ plan, done }: { plan: ImportPlan; done: boolean }) {
  const counts = countByProfile(plan);
  const rows = profiles.flatMap((profile) => (counts[profile] ? [{ profile, counts: counts[profile] }] : []));
  const column = (heading: string, key: keyof PlanCounts) => ({
    heading,
    numeric: true,
    cell: (row: { profile: Profile; counts: PlanCounts }) => String(row.counts[key]),
  });
  return (
    <Table
      caption={done ? "Ce qui a été fait, par profil" : "Ce qui va changer, par profil"}
      rows={rows}
      columns={[
        { heading: "Profil", header: true, cell: (row) => profileLabels[row.profile] },
        column("Nouveaux", "created"),
        column("Modifiés", "updated"),
        column("De retour", "returned"),
        column("Masqués", "masked"),
        column("Inchangés", "unchanged"),
        column("Questions", "questions"),
      ]}
      empty={<p>Ces fichiers ne parlent de personne qui ait un compte ici.</p>}
    />
  );
}
