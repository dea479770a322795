// Preloaded into what `startGroup` starts: when the pipe from the process that started it closes, that process is gone, even if
// nothing could be cleaned up (kill -9), and the whole group goes too.
process.stdin.on('error', end).on('close', end).resume()
process.stdin.unref()

function end() {
  process.kill(0, 'SIGKILL')
}
