/** The network of one household or machine: an IPv4 address, or 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  return groups ? groups.slice(0, 4).join(":") : withoutMapping(address);
}

/** Enough for the user to recognise: `192.0.2.x`, `2001:db8:1:…`. */
export function shownNetwork(address: string): string | undefined {
  const ipv4 = /^(\d+\.\d+\.\d+)\.\d+$/.exec(withoutMapping(address));
  if (ipv4) return `${ipv4[1]}.x`;
  const groups = groupsOf(address);
  return groups && `${groups.slice(0, 3).join(":")}:…`;
}

function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] | undefined {
  if (!/^[\da-f:]+$/i.test(address) || !address.includes(":")) return undefined;
  const [before = "", after] = address.split("::");
  const first = before.split(":").filter(Boolean);
  const last = after?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  const groups = [...first, ...(after === undefined ? [] : zeros), ...last];
  return groups.length === 8 ? groups.map((group) => Number.parseInt(group, 16).toString(16)) : undefined;
}
