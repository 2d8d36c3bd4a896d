/** Where a session comes from, in words that its user recognises. */
export interface Place {
  /** `Firefox sur Windows`. */
  readonly device: string;
  readonly network: string | undefined;
}

/** Trusted devices per account. Browsers that forget their cookies, as in a computer room, pile up. */
export const mostDevices = 20;

/** The first match wins: most browsers also call themselves Chrome, Safari or both. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOPT\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrom(?:e|ium)\/|\bCriOS\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*\bSafari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMacintosh\b/, "Mac"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** Reads `User-Agent`, of which only these words are kept. */
export function deviceWords(userAgent: string | undefined): string {
  const named = (list: readonly [RegExp, string][]): string | undefined =>
    list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser && system) return `${browser} sur ${system}`;
  if (system) return `Navigateur inconnu sur ${system}`;
  return browser ?? "Appareil inconnu";
}
