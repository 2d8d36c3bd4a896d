import { BlockList, isIP } from "node:net";

/**
 * An administrator, perhaps hostile, types the address of a portal: it must not lead into the network behind our
 * server.
 */
export function mayBeCalled(address: string, allowsPrivate: boolean): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const name = family === 4 ? "ipv4" : "ipv6";
  // No portal is link-local, and data centres give machines their secrets there.
  if (linkLocal.check(address, name)) return false;
  if (allowsPrivate) return true;
  return family === 4 ? !notPublic4.check(address, "ipv4") : isPublic6(address);
}

const linkLocal = new BlockList();
linkLocal.addSubnet("169.254.0.0", 16);
linkLocal.addSubnet("fe80::", 10, "ipv6");

/** IANA's special-purpose registry. */
const notPublic4 = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notPublic4.addSubnet(network, prefix);

/** The Internet's part of IPv6; all else is not public, IPv4 addresses in disguise included. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const special6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special6.addSubnet(network, prefix, "ipv6");

function isPublic6(address: string): boolean {
  return global6.check(address, "ipv6") && !special6.check(address, "ipv6");
}
