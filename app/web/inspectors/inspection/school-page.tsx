import type { Teacher } from "#data/inspectors/school-overview.ts";
import { fullName, shownFirstName } from "#domain/names.ts";
import { type Profile, profileLabels, profiles } from "#domain/people/user.ts";
import type { School } from "#domain/school/school.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { paths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

interface SchoolPageProps {
  school: School;
  counts: Partial<Record<Profile, number>>;
  divisions: readonly DivisionRecord[];
  pupils: ReadonlyMap<string, number>;
  teachers: readonly Teacher[];
}

/** A school as an inspector sees it: nothing to change, no pupil named. */
export function SchoolPage(props: SchoolPageProps) {
  const { school } = props;
  return (
    <>
      <p>
        <a href={paths.inspection({})}>Tous mes établissements</a>
      </p>
      <PageHeading
        title={school.name}
        lead="En lecture seule. Cette visite est inscrite au journal de l’établissement."
      />
      <CountsTable {...props} />
      <h2>Classes</h2>
      <DivisionsTable {...props} />
      <h2>Enseignants</h2>
      <TeachersTable {...props} />
    </>
  );
}

function CountsTable({ counts }: SchoolPageProps) {
  return (
    <Table
      caption="Comptes actifs, par profil"
      rows={profiles.filter((profile) => counts[profile])}
      columns={[
        { heading: "Profil", header: true, cell: (profile) => profileLabels[profile] },
        { heading: "Comptes", numeric: true, cell: (profile) => String(counts[profile]) },
      ]}
      empty={<p>Aucun compte.</p>}
    />
  );
}

function DivisionsTable({ divisions, pupils, teachers }: SchoolPageProps) {
  const names = (role: "teaches" | "mainTeacherOf", code: string) =>
    teachers
      .filter((teacher) => teacher[role].includes(code))
      .map(fullName)
      .join(", ");
  return (
    <Table
      caption={divisions.length === 1 ? "1 classe" : `${divisions.length} classes`}
      rows={divisions}
      columns={[
        { heading: "Classe", header: true, cell: ({ code }) => code },
        { heading: "Élèves", numeric: true, cell: ({ code }) => String(pupils.get(code) ?? 0) },
        { heading: "Professeurs principaux", cell: ({ code }) => names("mainTeacherOf", code) },
        { heading: "Enseignants", cell: ({ code }) => names("teaches", code) },
      ]}
      empty={<p>Aucune classe.</p>}
    />
  );
}

function TeachersTable({ teachers }: SchoolPageProps) {
  return (
    <Table
      caption={teachers.length === 1 ? "1 enseignant" : `${teachers.length} enseignants`}
      rows={teachers}
      columns={[
        { heading: "Nom", header: true, cell: ({ lastName }) => lastName },
        { heading: "Prénom", cell: ({ firstName }) => shownFirstName(firstName) },
        { heading: "Discipline", cell: ({ discipline }) => discipline ?? "" },
        { heading: "Classes", cell: ({ teaches }) => teaches.join(", ") },
      ]}
      empty={<p>Aucun enseignant.</p>}
    />
  );
}
