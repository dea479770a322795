/**
 * Makes `setImmediate` mean "before anything else is read" instead of "after a timer". nodemailer calls it after each reply of a server, four times a message. In
 * workerd it is a timer: it costs a millisecond, and while sockets have something to say none runs at all, until at ten thousand waiting ones no more can be set.
 */
export function runImmediately(): void {
  if (isDone) return
  isDone = true
  Object.assign(globalThis, {
    setImmediate: (callback: (...parameters: unknown[]) => void, ...parameters: unknown[]) => queueMicrotask(() => callback(...parameters)),
  })
}

let isDone = false
