/** A thread of the pool: runs one task of the explorer after the other. */
import { parentPort } from 'node:worker_threads'
import { runTask } from '../explorer/run-task.ts'
import type { Task } from '../explorer/task.ts'

parentPort?.on('message', (task: Task) => parentPort?.postMessage(runTask(task)))
