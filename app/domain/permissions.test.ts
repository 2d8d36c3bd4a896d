import { describe, expect, it } from "vitest";
import { profiles, type User } from "#domain/people/user.ts";
import {
  type Actor,
  whyNotAdminister,
  whyNotCloseSessions,
  whyNotCreateTeacher,
  whyNotCreateUser,
  whyNotMask,
  whyNotReset,
  whyNotRestore,
} from "#domain/permissions.ts";

const school = { uai: "0999999Z", name: "Collège", email: "college@example.org" };
const withoutEmail = { ...school, email: undefined };
const administrator: Actor = { userId: "admin", profile: "administrator" };

function user(differences: Partial<User> = {}): User {
  return {
    id: "somebody",
    login: "lea.martin",
    profile: "teacher",
    origin: "manual",
    civility: "mme",
    lastName: "MARTIN",
    firstName: "Léa",
    birthDate: undefined,
    email: "lea@example.org",
    entId: undefined,
    discipline: undefined,
    masked: false,
    ...differences,
  };
}

describe("who may administer", () => {
  it.each(profiles)("%s", (profile) => {
    const expected = profile === "administrator" ? undefined : "administrator-only";
    expect(whyNotAdminister({ userId: "x", profile })).toBe(expected);
  });
});

describe("resetting a password", () => {
  it.each([
    [user(), school, undefined],
    [user({ origin: "siecle" }), school, undefined],
    [user({ email: undefined }), school, "user-without-email"],
    [user(), withoutEmail, "school-without-email"],
    [user({ email: undefined }), withoutEmail, "user-without-email"],
    [user({ masked: true }), school, "masked"],
    [user({ id: "admin" }), school, "own-password"],
  ])("case %#", (target, where, reason) => {
    expect(whyNotReset(administrator, target, where)).toBe(reason);
  });
});

describe("closing somebody's sessions", () => {
  it.each([
    [administrator, user(), undefined],
    [administrator, user({ id: "admin" }), "own-sessions"],
    [{ userId: "x", profile: "head" } as const, user(), "administrator-only"],
  ])("case %#", (actor, target, reason) => {
    expect(whyNotCloseSessions(actor, target)).toBe(reason);
  });
});

describe("masking", () => {
  it.each([
    [user(), undefined],
    [user({ origin: "siecle" }), "from-siecle"],
    [user({ id: "admin" }), "administrator-stays"],
    [user({ profile: "administrator" }), "administrator-stays"],
    [user({ masked: true }), "masked"],
  ])("case %#", (target, reason) => {
    expect(whyNotMask(administrator, target)).toBe(reason);
  });
});

describe("restoring", () => {
  it.each([
    [user({ masked: true }), undefined],
    [user(), "not-masked"],
    [user({ masked: true, origin: "siecle" }), "returns-by-siecle"],
  ])("case %#", (target, reason) => {
    expect(whyNotRestore(target)).toBe(reason);
  });
});

describe("the creation buttons", () => {
  it("need the school's name and e-mail, and a teacher's needs a class with a pupil", () => {
    expect(whyNotCreateUser(school)).toBeUndefined();
    expect(whyNotCreateUser({ ...school, name: "" })).toBe("school-without-name");
    expect(whyNotCreateUser(withoutEmail)).toBe("school-without-email");
    expect(whyNotCreateTeacher(school, true)).toBeUndefined();
    expect(whyNotCreateTeacher(school, false)).toBe("no-division-with-pupil");
    expect(whyNotCreateTeacher(withoutEmail, false)).toBe("school-without-email");
  });
});
