/** What pipeline C starts with: shared memory, the thread that writes, and a socket that reads into one buffer for ever. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { Crew } from '../../../../experiments/threads/crew.ts'
import { SharedMap } from '../../../../index.ts'
import { MOST_BYTES } from '../load/frame.ts'
import { CUSTOMERS } from '../requests/draw-order.ts'
import { eachPastOrder, ordersInWindow } from '../requests/history.ts'
import { drawRules } from '../rules/draw-rules.ts'
import { Meter, type ThreadFigures } from '../service/meter.ts'
import type { Pipeline, Setting } from '../service/pipeline.ts'
import { countryCode } from './country-code.ts'
import { JournalLines, journalBuffers } from './journal-ring.ts'
import { Reactor } from './reactor.ts'
import { programOf, type RuleProgram } from './rule-program.ts'
import { SharedWindow } from './shared-window.ts'
import type { WriterTask } from './writer.worker.ts'

/** Of what has come and is not done. */
const BUFFER_BYTES = 4 * MOST_BYTES

export async function startReactor(setting: Setting): Promise<Pipeline> {
  const rules = new SharedMap<string, RuleProgram>({ name: 'rules', maxBytes: 2 ** 22 })
  rules.set('program', programOf(drawRules(setting.seed)))
  const window = new SharedWindow(setting.windowMs, ordersInWindow(setting), CUSTOMERS)
  const letters = Buffer.alloc(2)
  eachPastOrder(setting, (id, at, customer, cents, country) => {
    letters.write(country)
    window.add(id, at, customer, cents, countryCode(letters, 0, country.length))
  })
  const lines = journalBuffers()
  const module = new URL('./writer.worker.js', import.meta.url)
  const { signal } = new AbortController()
  const crew = await Crew.start<WriterTask, ThreadFigures>(module, 1, signal)
  const memory = Buffer.from(new SharedArrayBuffer(BUFFER_BYTES))
  const reactor = new Reactor(memory, rules, window, new JournalLines(lines))
  return {
    threads: 2,
    sharedBytes: window.sharedBytes + rules.stats().committedBytes + sizeOf(lines) + BUFFER_BYTES,
    async serve(port) {
      const meter = await Meter.start()
      const writing = crew.ask([{ lines, journal: setting.journal }])
      const socket = connect({
        ...{ port, host: '127.0.0.1' },
        onread: {
          buffer: () => reactor.free,
          callback(bytes) {
            reactor.receive(bytes)
            return true
          },
        },
      })
      await once(socket, 'end')
      reactor.end()
      const figures = [await meter.figures(), ...(await writing)]
      await crew.stop()
      return figures
    },
  }
}

function sizeOf(buffers: object): number {
  return Object.values(buffers).reduce(
    (sum, buffer: SharedArrayBuffer) => sum + buffer.byteLength,
    0,
  )
}
