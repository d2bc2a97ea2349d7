/** Spreads the explorer's tasks over as many threads as there are cores; each is a world of its own, so none shares anything. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Task, TaskResult } from '../explorer/task.ts'

/**
 * Resolves when all tasks are done, or the signal is aborted. `onResult` is told of each as it ends.
 *
 * @throws what a task threw: a fault of the explorer itself
 */
export async function runTasks(
  tasks: readonly Task[],
  onResult: (task: Task, result: TaskResult) => void,
  signal?: AbortSignal,
): Promise<void> {
  const queue = [...tasks]
  const threads = Math.min(availableParallelism(), tasks.length)
  const next = (): Task | undefined => (signal?.aborted === true ? undefined : queue.shift())
  await Promise.all(Array.from({ length: threads }, () => runThread(next, onResult, signal)))
}

async function runThread(
  next: () => Task | undefined,
  onResult: (task: Task, result: TaskResult) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const worker = new Worker(new URL('./task-worker.js', import.meta.url))
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for (let task = next(); task !== undefined; task = next()) {
      const result = await answer(worker, task)
      if (result === undefined) return
      onResult(task, result)
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

/** Undefined if the thread was stopped. */
function answer(worker: Worker, task: Task): Promise<TaskResult | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
      end()
    }
    const onMessage = (result: TaskResult): void => settle(() => resolve(result))
    const onError = (error: unknown): void => settle(() => reject(error))
    const onExit = (): void => settle(() => resolve(undefined))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
    worker.postMessage(task)
  })
}
