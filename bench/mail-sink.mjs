// The mail server of `npm run bench -- mail`, in a process of its own, so that neither side shares a thread with it.
import { startSink } from '../scripts/mail-sink/sink.mjs'

const sink = await startSink({ keep: 'count' })
console.log(JSON.stringify({ smtpPort: sink.smtpPort, httpUrl: sink.httpUrl }))
