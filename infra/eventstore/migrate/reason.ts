const ofConnection = /Last error: (?:\w*Error: )?(.*?)\.? Resolution note:/s
const ofTls = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/
const codeBefore = /^\d+ [A-Z_]+: /
/** May hold a part of a password that was not percent-encoded. */
const addressBehind = / for target \S+$/

/** Why a call failed, in one line: the client and grpc-js tell more around it than a person can use. */
export const reasonOf = (failure: unknown): string => {
  const message = failure instanceof Error ? failure.message : String(failure)
  const told = message.match(ofConnection)?.[1] ?? message.replace(codeBefore, '')
  return (told.match(ofTls)?.[1] ?? told).trim().replace(/\n.*/s, '').replace(addressBehind, '').replace(/\.$/, '')
}

/** Whether a server did not answer, or the connection to it ended. */
export const isAway = (failure: unknown): boolean => failure instanceof Error && failure.message.startsWith('14 UNAVAILABLE')
