/** What an administrator types of the portal, as it is written in the portal's own documentation. */

import { z } from "zod";
import { type PortalProtocol, portalProtocols, portalRefusals } from "#domain/portal/portal.ts";
import { optionalText } from "#web/kit/form.ts";

export const noPortal = "aucun";

/** `allowsHttp`: for trials. */
export function portalForm(allowsHttp: boolean) {
  return z
    .object({
      protocole: z.enum([noPortal, ...portalProtocols], "Choisissez le protocole de l’ENT."),
      adresse: z.string().trim().max(500, "500 caractères au plus.").default(""),
      attribut: optionalText(),
      client: optionalText(200),
      secret: optionalText(500),
    })
    .transform((typed, context) => {
      const { protocole: protocol } = typed;
      if (protocol === noPortal) return undefined;
      const complain = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [field], message });
      const address = portalAddress(protocol, typed.adresse, allowsHttp);
      if ("wrong" in address) complain("adresse", address.wrong);
      if (protocol === "oidc" && !typed.client)
        complain("client", "Indiquez l’identifiant de client que l’ENT vous a donné.");
      if ("wrong" in address) return z.NEVER;
      const isOidc = protocol === "oidc";
      return {
        portal: {
          protocol,
          address: address.right,
          attribute: typed.attribut,
          clientId: isOidc ? typed.client : undefined,
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
): { right: string } | { wrong: string } {
  if (!typed) return { wrong: "Indiquez l’adresse de l’ENT." };
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return { wrong: "Écrivez l’adresse entière, par exemple https://ent.exemple.fr/cas." };
  if (url.protocol === "http:" && !allowsHttp) return { wrong: portalRefusals["not-https"] };
  if (url.username || url.password || typed.includes("#"))
    return { wrong: "L’adresse ne doit contenir ni nom, ni mot de passe, ni « # »." };
  const right = (typed.split("?")[0] ?? "").replace(tails[protocol], "");
  if (right.includes("/.well-known/")) return { wrong: "Donnez l’« issuer », sans ce qui suit." };
  return { right };
}
