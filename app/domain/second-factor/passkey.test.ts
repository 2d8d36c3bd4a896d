import { expect, it } from "vitest";
import { relyingPartyOf } from "#domain/second-factor/passkey.ts";

it.each([
  ["https://cpro.exemple.fr", { id: "cpro.exemple.fr", origin: "https://cpro.exemple.fr" }],
  ["https://cpro.exemple.fr:8443/ici", { id: "cpro.exemple.fr", origin: "https://cpro.exemple.fr:8443" }],
  ["http://localhost:3000", { id: "localhost", origin: "http://localhost:3000" }],
  ["http://127.0.0.1:3000", { whyNot: "ip-address" }],
  ["https://192.0.2.7", { whyNot: "ip-address" }],
  ["https://[::1]:3000", { whyNot: "ip-address" }],
  ["http://cpro.exemple.fr", { whyNot: "not-https" }],
])("%s", (publicUrl, party) => {
  expect(relyingPartyOf(publicUrl)).toEqual(party);
});
