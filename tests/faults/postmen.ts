/** What every postman of these tests writes with, and what stands in his letters. */

export const stationery = {
  productName: "C Pro STI",
  mailFrom: "no-reply@cerise-collection.com",
  signInUrl: (school: string) => `https://cpro.example.org/${school}/connexion`,
  linkUrl: (school: string, kind: string, token: string) =>
    `https://cpro.example.org/${school}/${kind}?lien=${token}`,
};

/** Of a mail, as text or as it travelled. */
export function passwordIn(mail: string): string {
  const password = /[a-z]{4}-[a-z]{4}-[a-z]{4}-\d\d/.exec(mail.replaceAll("=\n", ""));
  if (!password) throw new Error("There is no password in this mail");
  return password[0];
}
