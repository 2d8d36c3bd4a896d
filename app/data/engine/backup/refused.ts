/** A backup that cannot be made or restored; the message is a French sentence for the operator. */
export class BackupRefused extends Error {}
