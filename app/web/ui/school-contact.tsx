import type { School } from "#domain/school/school.ts";

/** Ends a sentence: « …à votre établissement (college@example.org) ». */
export function SchoolContact({ school }: { school: School }) {
  return (
    <>
      {school.name || "votre établissement"}
      {school.email && (
        <>
          {" "}
          (<a href={`mailto:${school.email}`}>{school.email}</a>)
        </>
      )}
    </>
  );
}
