/** What an administrator types of the portal, as it is written in the portal's own documentation. */

import { z } from "zod";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type PortalProtocol, portalProtocols, portalRefusals } from "#domain/portal/portal.ts";
import { optionalText } from "#web/kit/form.ts";

export const noPortal = "none";

/** `allowsHttp`: for trials. */
export function portalForm(allowsHttp: boolean) {
  return z
    .object({
      protocol: z.enum([noPortal, ...portalProtocols], "Choisissez le protocole de l’ENT."),
      address: z.string().trim().max(500, "500 caractères au plus.").default(""),
      attribute: optionalText(),
      clientId: optionalText(200),
      secret: optionalText(500),
    })
    .transform((typed, context) => {
      const { protocol } = typed;
      if (protocol === noPortal) return undefined;
      const complain = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [field], message });
      const address = portalAddress(protocol, typed.address, allowsHttp);
      if (!address.ok) complain("address", address.refusal);
      if (protocol === "oidc" && !typed.clientId)
        complain("clientId", "Indiquez l’identifiant de client que l’ENT vous a donné.");
      if (!address.ok) return z.NEVER;
      const isOidc = protocol === "oidc";
      return {
        portal: {
          protocol,
          address: address.value,
          attribute: typed.attribute,
          clientId: isOidc ? typed.clientId : undefined,
        },
        secret: isOidc ? typed.secret : undefined,
      };
    });
}

/** An address copied from the browser's bar, or from the documentation, often says a little too much. */
const tails: Record<PortalProtocol, RegExp> = {
  cas: /\/*(\/(p3\/)?(login|logout|serviceValidate|proxyValidate))?\/*$/,
  oidc: /\/\.well-known\/openid-configuration\/*$/,
};

function portalAddress(
  protocol: PortalProtocol,
  typed: string,
  allowsHttp: boolean,
): Outcome<string, string> {
  if (!typed) return refused("Indiquez l’adresse de l’ENT.");
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return refused("Écrivez l’adresse entière, par exemple https://ent.exemple.fr/cas.");
  if (url.protocol === "http:" && !allowsHttp) return refused(portalRefusals["not-https"]);
  if (url.username || url.password || typed.includes("#"))
    return refused("L’adresse ne doit contenir ni nom, ni mot de passe, ni « # ».");
  const address = (typed.split("?")[0] ?? "").replace(tails[protocol], "");
  if (address.includes("/.well-known/")) return refused("Donnez l’« issuer », sans ce qui suit.");
  return done(address);
}
