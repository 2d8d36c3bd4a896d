import { expect, it } from "vitest";
import { networkOf, shownNetwork } from "#domain/access/network.ts";

it.each([
  ["192.0.2.17", "192.0.2.17", "192.0.2.x"],
  ["::ffff:192.0.2.17", "192.0.2.17", "192.0.2.x"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2", "2001:db8:1:…"],
  ["2001:0DB8::6", "2001:db8:0:0", "2001:db8:0:…"],
  ["::1", "0:0:0:0", "0:0:0:…"],
  ["local", "local", undefined],
  ["1:2:3", "1:2:3", undefined],
])("%s", (address, network, shown) => {
  expect(networkOf(address)).toBe(network);
  expect(shownNetwork(address)).toBe(shown);
});
