/** Where a stream stands: its number, its last revision and, of a metastream, the data of its last event. */
export type Head = { readonly id: number; readonly revision: number; readonly metadata: Uint8Array | undefined }

/** The streams written last, so that most appends need no look-up. Holds what is committed and nothing else. */
export type Heads = { get(stream: string): Head | undefined; set(stream: string, head: Head): void; clear(): void }

/** Keeps at most `limit` streams; the one not written for longest goes first. */
export const headCache = (limit: number): Heads => {
  const heads = new Map<string, Head>()
  return {
    get: (stream) => heads.get(stream),
    set: (stream, head) => {
      heads.delete(stream)
      heads.set(stream, head)
      if (heads.size > limit) for (const oldest of heads.keys()) return void heads.delete(oldest)
    },
    clear: () => heads.clear(),
  }
}
