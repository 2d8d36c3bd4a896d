import { expect, it } from "vitest";
import { mayBeCalled } from "#portal/public-address.ts";

it.each([
  "127.0.0.1",
  "127.255.0.9",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "0.0.0.0",
  "192.0.2.1",
  "198.18.0.1",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "ff02::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "2001::1",
  "une.machine",
])("never calls %s in production", (address) => {
  expect(mayBeCalled(address, false)).toBe(false);
});

it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2a01:e0a::1", "2606:4700::1111"])(
  "calls %s",
  (address) => {
    expect(mayBeCalled(address, false)).toBe(true);
  },
);

it("calls a private network where it is allowed, and still no link-local address", () => {
  for (const address of ["127.0.0.1", "10.0.0.1", "::1", "fd00::1"])
    expect(mayBeCalled(address, true)).toBe(true);
  for (const address of ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254"])
    expect(mayBeCalled(address, true), address).toBe(false);
});
