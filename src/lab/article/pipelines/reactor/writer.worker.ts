/** The thread of pipeline C that writes: all lines that have come meanwhile, straight from the shared bytes. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { serve } from '../../../../experiments/threads/serve.ts'
import { Meter, type ThreadFigures } from '../service/meter.ts'
import { JournalBatches, type JournalBuffers } from './journal-ring.ts'

export interface WriterTask {
  readonly lines: JournalBuffers
  readonly journal: string
}

serve(async ({ lines, journal }: WriterTask): Promise<ThreadFigures> => {
  const meter = await Meter.start()
  const batches = new JournalBatches(lines)
  const file = openSync(journal, 'a')
  const write = (bytes: Uint8Array, from: number, length: number): void => {
    for (let written = 0; written < length; ) {
      written += writeSync(file, bytes, from + written, length - written)
    }
  }
  const done = (due: number): void => meter.done(due)
  for (let put = batches.wait(); put !== batches.taken; put = batches.wait()) {
    batches.take(put, write, done)
  }
  closeSync(file)
  return meter.figures()
})
