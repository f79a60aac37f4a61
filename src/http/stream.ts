/** A long answer, made piece by piece. */

/**
 * The body of an answer from pieces: asks for a piece when the reader has room for it. A failure breaks the answer
 * off, so that it never looks whole.
 */
export function bodyOf(
  pieces: AsyncGenerator<string | Uint8Array, void, undefined>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    async cancel() {
      await pieces.return()
    },
  })
}
