import { expect, it } from "vitest";
import { done, refused } from "#domain/outcome.ts";
import { relyingPartyOf } from "#domain/second-factor/passkey.ts";

it.each([
  ["https://cpro.exemple.fr", done({ id: "cpro.exemple.fr", origin: "https://cpro.exemple.fr" })],
  [
    "https://cpro.exemple.fr:8443/ici",
    done({ id: "cpro.exemple.fr", origin: "https://cpro.exemple.fr:8443" }),
  ],
  ["http://localhost:3000", done({ id: "localhost", origin: "http://localhost:3000" })],
  ["http://127.0.0.1:3000", refused("ip-address")],
  ["https://192.0.2.7", refused("ip-address")],
  ["https://[::1]:3000", refused("ip-address")],
  ["http://cpro.exemple.fr", refused("not-https")],
])("%s", (publicUrl, party) => {
  expect(relyingPartyOf(publicUrl)).toEqual(party);
});
