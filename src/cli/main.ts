#!/usr/bin/env node
/** The executable: hands the command line to the program and the program's answer to the process. */
import { onLostOutput } from './lost-output.ts'
import { runProgram } from './program.ts'

onLostOutput(process.stdout)
onLostOutput(process.stderr)
const code = await runProgram(process.argv.slice(2), process)
process.exitCode ??= code
