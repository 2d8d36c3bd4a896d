/** The message is a French sentence for the operator. */
export class BackupRefused extends Error {}
