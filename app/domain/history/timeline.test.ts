import { describe, expect, it } from "vitest";
import { describeEvent } from "#domain/history/describe-event.ts";
import { type HistoryRow, timeline } from "#domain/history/timeline.ts";

const at = (day: number, hour = 8) => new Date(Date.UTC(2026, 10, day, hour));
const camille = "Camille RIVIERE";

function event(
  action: Extract<HistoryRow, { source: "event" }>["action"],
  day: number,
  more = {},
): HistoryRow {
  return {
    source: "event",
    at: at(day),
    by: camille,
    action,
    own: false,
    before: null,
    after: null,
    ...more,
  };
}

describe("a person's timeline", () => {
  it("is told latest first, whatever the order of its sources", () => {
    const rows: HistoryRow[] = [
      event("user-created", 1, { after: { login: "lea.martin", profile: "cpe" } }),
      {
        source: "mail",
        at: at(2),
        by: undefined,
        kind: "welcome",
        address: "lea@example.org",
        state: "refused",
        serverText: "550 No such user",
      },
      {
        source: "import",
        at: at(4),
        by: undefined,
        importId: "i",
        kind: "masked",
        reason: "absent",
        changes: [],
      },
      {
        source: "import",
        at: at(3),
        by: camille,
        importId: "h",
        kind: "updated",
        reason: undefined,
        changes: [{ field: "discipline", before: "", after: "Lettres" }],
      },
    ];
    expect(timeline(rows).map(({ what, by, detail, changes }) => [what, by, detail, changes])).toEqual([
      ["Compte masqué lors d’une importation", "la ligne de commande", "absent des fichiers importés", []],
      [
        "Fiche mise à jour lors d’une importation",
        camille,
        undefined,
        [{ label: "Discipline", before: "", after: "Lettres" }],
      ],
      [
        "Courriel de bienvenue pour lea@example.org : refusé par le serveur de messagerie",
        undefined,
        "550 No such user",
        [],
      ],
      ["Compte créé à la main", camille, "identifiant lea.martin", []],
    ]);
  });

  it("names nobody for one's own deeds, and the command line for nobody's", () => {
    const rows = [event("password-chosen", 2, { own: true }), event("password-reset", 1, { by: undefined })];
    expect(timeline(rows).map(({ by }) => by)).toEqual([undefined, "la ligne de commande"]);
  });

  it("tells in one line the sign-ins that nothing interrupts", () => {
    const signedIn = (day: number) => event("signed-in", day, { own: true, after: { purpose: "full" } });
    const first = event("signed-in", 1, { own: true, after: { purpose: "choose-password" } });
    const rows = [first, signedIn(2), signedIn(3), event("password-reset", 4), signedIn(5), signedIn(6)];
    expect(timeline(rows).map(({ what }) => what)).toEqual([
      "2 connexions, la première le 05/11/2026",
      "Mot de passe réinitialisé",
      "2 connexions, la première le 02/11/2026",
      "Connexion avec un mot de passe provisoire",
    ]);
    expect(timeline([signedIn(2)]).map(({ what }) => what)).toEqual(["Connexion"]);
  });

  it("tells a password that led to a sign-in with it, and one that led nowhere by itself", () => {
    const awaited = (day: number) =>
      event("signed-in", day, { own: true, after: { purpose: "second-factor" } });
    const proved = (day: number, means: string) =>
      event("signed-in", day, { own: true, after: { purpose: "full", with: means } });
    const days = [awaited(1), proved(2, "totp"), awaited(3), proved(4, "passkey"), awaited(5), awaited(6)];
    const rows = [...days, proved(7, "recovery-code")];
    expect(timeline(rows).map(({ what, detail }) => [what, detail])).toEqual([
      ["Connexion", "Avec un code de secours."],
      ["Mot de passe accepté, double authentification attendue", undefined],
      ["2 connexions, la première le 02/11/2026", undefined],
    ]);
  });
});

describe("a correction by hand", () => {
  const before = {
    email: "old@example.org",
    civility: "mme",
    lastName: "MARTIN",
    firstName: "Léa",
    birthDate: "1985-04-03",
    profile: "teacher",
    teaches: ["6A"],
    mainTeacherOf: [],
  };

  it.each([
    [{ email: "new@example.org" }, [["Adresse électronique", "old@example.org", "new@example.org"]]],
    [{}, [["Adresse électronique", "old@example.org", ""]]],
    [{ email: "old@example.org", entId: "e1" }, [["ID ENT", "", "e1"]]],
    [
      { email: "old@example.org", teaches: ["6B", "6A"], mainTeacherOf: [] },
      [["Classes enseignées", "6A", "6A, 6B"]],
    ],
    [
      {
        email: "old@example.org",
        identity: {
          civility: "m",
          lastName: "MARTIN",
          firstName: "Léo",
          birthDate: "1985-03-04",
          profile: "cpe",
        },
      },
      [
        ["Civilité", "Mme", "M."],
        ["Prénom", "Léa", "Léo"],
        ["Date de naissance", "03/04/1985", "04/03/1985"],
        ["Profil", "Enseignant", "CPE"],
      ],
    ],
  ])("case %#", (after, expected) => {
    const { what, changes = [] } = describeEvent("user-edited", before, after);
    expect(what).toBe("Fiche corrigée");
    expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual(expected);
  });

  it("that changes nothing says so", () => {
    expect(describeEvent("user-edited", before, { email: "old@example.org", teaches: ["6A"] }).what).toBe(
      "Fiche enregistrée sans changement",
    );
  });
});
