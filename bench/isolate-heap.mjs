import { setTimeout as pause } from 'node:timers/promises'

/** Asks the inspector of a Worker under `wrangler dev` how much its isolate's heap holds; what it answers is in megabytes. */
export async function openHeap(port) {
  const [{ webSocketDebuggerUrl: url }] = await (await fetch(`http://127.0.0.1:${port}/json`)).json()
  // Wrangler lets nobody in who does not say where from.
  const socket = new WebSocket(url, { headers: { Origin: `http://127.0.0.1:${port}`, 'User-Agent': 'wirebrief-bench' } })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('the inspector of the Worker does not answer')))
  })
  const asked = new Map()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data)
    asked.get(id)?.(result)
    asked.delete(id)
  })
  let id = 0
  return {
    /** Null where it is too busy to say. */
    async used() {
      id += 1
      const answer = new Promise((resolve) => asked.set(id, resolve))
      socket.send(JSON.stringify({ id, method: 'Runtime.getHeapUsage' }))
      const usage = await Promise.race([answer, pause(5000, null)])
      return usage && (usage.usedSize + usage.backingStorageSize) / 1e6
    },
    /** Has garbage collected; the inspector does not say when it is done. */
    collect() {
      id += 1
      socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }))
    },
    close: () => socket.close(),
  }
}
