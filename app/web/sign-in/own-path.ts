/** Only a page of this school: an address from elsewhere would be an open redirect. */
export function ownPath(uai: string, path: string | undefined): string | undefined {
  return path && new RegExp(`^/${uai}/[\\w\\-/?=&%+.]*$`).test(path) ? path : undefined;
}
