import { describe, expect, it } from "vitest";
import { searchGuide } from "#web/help/search.ts";
import { chapters, helpHref, mayRead, type Section } from "#web/kit/guide.ts";

describe("the guide", () => {
  it("names each section once, chapter by chapter", () => {
    const names = chapters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { sections } of chapters) {
      const anchors = sections.map(({ anchor }) => anchor);
      expect(new Set(anchors).size).toBe(anchors.length);
    }
  });

  it("leads from one chapter to a section of another", () => {
    const contents = chapters[0]!;
    expect(contents.html).toContain('<a href="aide/questions#pas-connecte">');
    const firstDay = chapters.find(({ name }) => name === "premier-jour")!;
    expect(firstDay.html).toContain('<a href="codes#choisir-les-codes">');
    expect(helpHref("0999999Z", "questions")).toBe("/0999999Z/aide/questions");
    expect(helpHref("0999999Z", "supprimer-siecle")).toBe("/0999999Z/aide/questions#supprimer-siecle");
    expect(() => helpHref("0999999Z", "nulle-part")).toThrow("nulle-part");
  });

  it("is the administrator’s, but for what is written for others", () => {
    const read = (profile: "administrator" | "head" | "pupil") =>
      chapters.filter((chapter) => mayRead(profile, chapter)).map(({ name }) => name);
    expect(read("administrator")).toHaveLength(chapters.length);
    expect(read("head")).toEqual(["double-authentification", "mon-compte", "chef"]);
    expect(read("pupil")).toEqual(["mon-compte"]);
  });
});

describe("searching", () => {
  const chapter = { name: "tableau", title: "Le tableau" };
  const section = (title: string, text: string): Section => ({ chapter, title, anchor: "x", text });
  const order = section("Changer l’ordre", "Cliquez sur le titre d’une colonne.");
  const find = section("Trouver quelqu’un", "Tapez un nom. L’élève paraît, un clic ouvre sa page.");

  it("wants every word, whatever its accents and capitals", () => {
    expect(searchGuide([order, find], "ELEVE clic").map((found) => found.section)).toEqual([find]);
    expect(searchGuide([order, find], "l’eleve")).toHaveLength(1);
    expect(searchGuide([order, find], "ordre élève")).toEqual([]);
    expect(searchGuide([order, find], "rdre")).toEqual([]);
    expect(searchGuide([order, find], " - (")).toEqual([]);
  });

  it("puts first those whose title holds the words", () => {
    const found = searchGuide([section("Autre", "Pour trouver l’ordre."), order], "ordre");
    expect(found.map(({ section }) => section.title)).toEqual(["Changer l’ordre", "Autre"]);
  });

  it("shows the word as it is written, between a few others, none of them cut", () => {
    const long = section("Long", `${"avant ".repeat(40)}l’Élève ${"après ".repeat(40)}`);
    const [before, word, after] = searchGuide([long], "eleve")[0]!.excerpt;
    expect(word).toBe("Élève");
    expect(before).toMatch(/^…(avant )+l’$/);
    expect(after).toMatch(/^( après)+…$/);
  });
});
